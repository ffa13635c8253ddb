package io.migrator.run;

import java.time.Duration;
import java.util.List;

import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryState;
import io.migrator.history.HistoryWriter.Cost;
import io.migrator.history.HistoryWriter.Subject;
import io.migrator.history.Progress;
import io.migrator.migration.Directives;
import io.migrator.migration.Migration;
import io.migrator.migration.Script;
import org.jspecify.annotations.Nullable;

/**
 * One script to be run, and what is to be remembered of it.
 *
 * @param subject the row of the history
 * @param shape what the script needs
 * @param directives what its migration's head asks for
 * @param verify the queries that check it, or {@code null}
 * @param start how far it came in an earlier run
 * @param spent what earlier tries cost
 * @param wasRunning whether the earlier run ended without a word, as a killed process
 * does
 * @param before statements of our own that a script of one transaction has at its
 * beginning
 * @param reason why it is run, for the audit log, or {@code null}
 */
record ScriptJob(Subject subject, ScriptShape shape, Directives directives, @Nullable Script verify, Progress start,
		Cost spent, boolean wasRunning, List<String> before, @Nullable String reason) {

	static ScriptJob up(Migration migration, @Nullable HistoryEntry entry, long nextPosition) {
		if (migration.verify() != null) {
			Expectation.check(migration.verify());
		}
		ScriptShape shape = ScriptShape.of(migration.up(), migration.directives().nonTransactional());
		long position = (entry != null && entry.isHalfDone()) ? entry.position() : nextPosition;
		Subject subject = subject(migration, shape.semanticChecksum(), position, false);
		return job(migration, shape, subject, migration.verify(), entry, List.of(), migration.directives().why());
	}

	static ScriptJob down(Migration migration, Script down, HistoryEntry entry, List<String> before,
			@Nullable String reason) {
		boolean marked = migration.downDirectives().nonTransactional();
		ScriptShape shape = ScriptShape.of(down, marked);
		String semantic = (entry.semanticChecksum() != null) ? entry.semanticChecksum() : "";
		Subject subject = subject(migration, semantic, entry.position(), true);
		return job(migration, shape, subject, null, entry, before, reason);
	}

	static Subject subject(Migration migration, @Nullable String semanticChecksum, long position, boolean down) {
		return new Subject(migration.id().value(), (migration.version() != null) ? migration.version().text() : null,
				migration.description(), migration.up().checksum(), semanticChecksum, position, down);
	}

	private static ScriptJob job(Migration migration, ScriptShape shape, Subject subject, @Nullable Script verify,
			@Nullable HistoryEntry entry, List<String> before, @Nullable String reason) {
		int attempts = (entry != null && entry.state() != HistoryState.APPLIED) ? entry.attempts() : 0;
		if (entry != null && entry.isHalfDone() && entry.down() == subject.down()) {
			Cost spent = new Cost(attempts, entry.rowsAffected(), orZero(entry.duration()), orZero(entry.lockTime()));
			return new ScriptJob(subject, shape, migration.directives(), verify, entry.progress(), spent,
					entry.state() == HistoryState.RUNNING, before, reason);
		}
		return new ScriptJob(subject, shape, migration.directives(), verify, Progress.none(shape.statements()),
				new Cost(attempts, 0, Duration.ZERO, Duration.ZERO), false, before, reason);
	}

	private static Duration orZero(@Nullable Duration duration) {
		return (duration != null) ? duration : Duration.ZERO;
	}

	ScriptJob goingOn(ScriptShape shape, Progress start, Cost spent) {
		return new ScriptJob(this.subject, shape, this.directives, this.verify, start, spent, false, this.before,
				this.reason);
	}

	String id() {
		return this.subject.id();
	}

	/**
	 * What is done with the migration, in the audit log.
	 * @return a word
	 */
	String action() {
		return this.subject.down() ? "rollback" : "deploy";
	}

	/**
	 * What the migration is once the script has run.
	 * @return applied, or rolled back
	 */
	HistoryState goal() {
		return this.subject.down() ? HistoryState.ROLLED_BACK : HistoryState.APPLIED;
	}

}
