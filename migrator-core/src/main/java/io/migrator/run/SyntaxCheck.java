package io.migrator.run;

import java.io.IOException;
import java.io.LineNumberReader;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.migrator.error.MigratorException;
import io.migrator.history.History;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.Script;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import io.migrator.plan.RequiredBackfills;
import io.migrator.run.ValidationReport.Finding;
import io.migrator.sql.ScriptException;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import io.migrator.sql.TransactionRule;
import org.jspecify.annotations.Nullable;

/**
 * Lets the server judge the syntax of pending scripts without running them: in a
 * transaction that has failed it parses a statement, then refuses it with 25P02.
 */
final class SyntaxCheck {

	private final Workplace workplace;

	private final List<Finding> findings = new ArrayList<>();

	private int checked;

	SyntaxCheck(Workplace workplace) {
		this.workplace = workplace;
	}

	ValidationReport run() {
		MigrationSet migrations = this.workplace.migrations();
		return this.workplace.connected((session) -> {
			History history = this.workplace.history(session);
			RequiredBackfills backfills = this.workplace.required(session, migrations, history);
			Plan plan = this.workplace.plan(migrations, history, backfills,
					this.workplace.approved(session, migrations, history));
			plan.held().forEach((planned) -> check(planned, backfills));
			failTransaction(session);
			try {
				for (PlannedMigration planned : plan.migrations()) {
					if (planned.migration() != null && (planned.next() || isHeld(planned))) {
						check(session, planned.migration());
					}
				}
			}
			finally {
				session.send(List.of("ROLLBACK"));
			}
			return new ValidationReport(plan, this.checked, this.findings);
		});
	}

	/** What requires a backfill that nobody knows would be held for ever. */
	private void check(PlannedMigration planned, RequiredBackfills backfills) {
		Migration migration = Objects.requireNonNull(planned.migration());
		for (String name : backfills.unknown(migration.directives().requiresBackfill())) {
			this.findings.add(new Finding(planned.id(), migration.up().name(), lineOf(migration.up(), name), 1,
					"requires backfill " + name + ", which is not defined", null));
		}
	}

	private static int lineOf(Script script, String words) {
		try (LineNumberReader reader = new LineNumberReader(script.open())) {
			String line = reader.readLine();
			while (line != null && !line.contains(words)) {
				line = reader.readLine();
			}
			return (line != null) ? reader.getLineNumber() : 1;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + script.name(), ex);
		}
	}

	private static boolean isHeld(PlannedMigration planned) {
		return planned.state() == io.migrator.plan.MigrationState.HELD;
	}

	private static void failTransaction(Session session) throws SQLException {
		try {
			session.send(List.of("BEGIN", "DO ''"));
			session.send(List.of("SELECT 1/0"));
		}
		catch (SQLException ex) {
			if (SqlStates.isConnectionLost(ex)) {
				throw ex;
			}
		}
	}

	private void check(Session session, Migration migration) throws SQLException {
		check(session, migration, migration.up());
		check(session, migration, migration.down());
		check(session, migration, migration.verify());
	}

	private void check(Session session, Migration migration, @Nullable Script script) throws SQLException {
		if (script == null) {
			return;
		}
		String id = migration.id().value();
		try (StatementReader reader = StatementReader.of(script.name(), script.open())) {
			boolean standard = true;
			for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
				if (statement.isEmpty()) {
					continue;
				}
				SessionSettings.check(statement);
				// The setting is not in force here, so what depends on it cannot be
				// judged
				standard &= !SessionSettings.changesParsing(statement);
				if (standard && isHarmless(statement)) {
					check(session, id, statement);
				}
			}
		}
		catch (ScriptException ex) {
			this.findings
				.add(new Finding(id, ex.script(), ex.line(), ex.column(), ex.complaint() + ". " + ex.nextStep(), null));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + script.name(), ex);
		}
	}

	/** What ends a transaction runs even in one that has failed. */
	private static boolean isHarmless(Statement statement) {
		TransactionRule rule = statement.kind().transactionRule();
		return rule == TransactionRule.ANY || rule == TransactionRule.OUTSIDE && !isTwoPhase(statement);
	}

	private static boolean isTwoPhase(Statement statement) {
		String command = statement.kind().command();
		return command.startsWith("COMMIT") || command.startsWith("ROLLBACK");
	}

	private void check(Session session, String id, Statement statement) throws SQLException {
		this.checked++;
		try {
			session.send(List.of(statement.text()), (notice) -> {
			});
			throw new MigratorException("The server ran a statement in a failed transaction: " + statement,
					"nothing can have changed, since the transaction is rolled back", "Please report this.", null);
		}
		catch (StatementFailure ex) {
			SQLException reason = ex.reason();
			if (session.isLost()) {
				throw reason;
			}
			if (!SqlStates.IN_FAILED_TRANSACTION.equals(reason.getSQLState())) {
				int position = Math.max(ex.position(), 1);
				boolean exact = ex.position() > 0;
				this.findings
					.add(new Finding(id, statement.script(), exact ? statement.lineOf(position) : statement.line(),
							exact ? statement.columnOf(position) : statement.column(), Failures.message(reason),
							reason.getSQLState()));
			}
		}
	}

}
