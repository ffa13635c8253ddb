package io.migrator.run;

import java.util.ArrayList;
import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.history.History;
import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryState;
import io.migrator.history.HistoryWriter;
import io.migrator.history.HistoryWriter.Cost;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import io.migrator.plan.Checksums;
import org.jspecify.annotations.Nullable;

/**
 * Changes the history and nothing else, on the word of an operator.
 */
final class Bookkeeping {

	private final Workplace workplace;

	Bookkeeping(Workplace workplace) {
		this.workplace = workplace;
	}

	void resolve(String id, Resolution resolution, @Nullable String reason) {
		MigrationSet migrations = this.workplace.migrations();
		this.workplace.connected((session) -> this.workplace.locked(session, (history, runner) -> {
			Migration migration = migrations.find(id);
			HistoryEntry entry = find(history, id);
			if (migration == null && entry == null) {
				throw unknown(id, migrations);
			}
			HistoryWriter writer = this.workplace.writer();
			String note = "resolved by hand" + ((reason != null) ? ": " + reason : "");
			List<String> statements = new ArrayList<>(List.of("BEGIN"));
			if (resolution == Resolution.ROLLED_BACK) {
				if (entry == null) {
					throw new ResolveException(id + " was never applied, so it is as if it were rolled back already",
							"Nothing is to be done: the next deploy applies it.");
				}
				statements.addAll(this.workplace.backfillRows().forget(id, writer));
				statements.addAll(this.workplace.approvalRows().forget(id, writer));
				statements.add(writer.restate(id, HistoryState.ROLLED_BACK, note));
				statements.add(writer.closeFeatures(id));
			}
			else if (migration == null) {
				statements.add(writer.restate(id, HistoryState.APPLIED, note));
			}
			else {
				long position = (entry != null) ? entry.position() : history.nextPosition();
				statements.add(recorded(writer, migration, position, note));
			}
			statements.add(writer.audit(id, "resolve " + resolution.name().toLowerCase(java.util.Locale.ROOT), reason));
			statements.add(writer.notice());
			statements.add("COMMIT");
			session.send(statements);
			return id;
		}));
	}

	List<String> baseline(@Nullable String until, @Nullable String reason) {
		MigrationSet migrations = this.workplace.migrations();
		if (until != null && migrations.find(until) == null) {
			throw unknown(until, migrations);
		}
		return this.workplace.connected((session) -> this.workplace.locked(session, (history, runner) -> {
			HistoryWriter writer = this.workplace.writer();
			List<String> recorded = new ArrayList<>();
			List<String> statements = new ArrayList<>(List.of("BEGIN"));
			long position = history.nextPosition();
			for (Migration migration : migrations) {
				HistoryEntry entry = find(history, migration.id().value());
				if (entry == null || entry.state() != HistoryState.APPLIED) {
					recorded.add(migration.id().value());
					statements.add(recorded(writer, migration, position++, "baseline"));
				}
				if (migration.id().value().equals(until)) {
					break;
				}
			}
			statements.add(writer.audit(until, "baseline", reason));
			statements.add(writer.notice());
			statements.add("COMMIT");
			session.send(statements);
			return recorded;
		}));
	}

	private static String recorded(HistoryWriter writer, Migration migration, long position, String note) {
		return writer.done(ScriptJob.subject(migration, Checksums.semantic(migration.up()), position, false),
				HistoryState.APPLIED, 0, Cost.NOTHING, note);
	}

	private static @Nullable HistoryEntry find(History history, String id) {
		return history.entries().stream().filter((entry) -> entry.id().equals(id)).findFirst().orElse(null);
	}

	static Migration find(MigrationSet migrations, String id) {
		Migration migration = migrations.find(id);
		if (migration == null) {
			throw unknown(id, migrations);
		}
		return migration;
	}

	private static MigratorException unknown(String id, MigrationSet migrations) {
		String known = migrations.isEmpty() ? "There are no migrations in the configured locations."
				: "The first is " + migrations.list().get(0).id() + ", the last "
						+ migrations.list().get(migrations.size() - 1).id() + "; 'migrator status' lists them all.";
		return new ResolveException("There is no migration " + id, "Give the whole id. " + known);
	}

	/**
	 * Something an operator said that cannot be.
	 */
	static final class ResolveException extends MigratorException {

		ResolveException(String problem, String nextStep) {
			super(problem, "nothing was changed", nextStep, null);
		}

		@Override
		public int exitCode() {
			return ExitCodes.INVALID;
		}

	}

}
