package io.migrator.run;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.history.Progress;
import io.migrator.run.Flight.ScriptFailure;
import io.migrator.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * Words for what went wrong: file, line, statement, what PostgreSQL said, the state of
 * the database, and the next step.
 */
final class Failures {

	private Failures() {
	}

	static MigrationFailedException failed(ScriptJob job, ScriptFailure failure, Progress committed, int attempts,
			List<Blocker> blockers, boolean connectionLost) {
		SQLException reason = failure.reason();
		StringBuilder problem = new StringBuilder(where(job.shape(), !job.before().isEmpty(), failure))
			.append(" failed");
		if (attempts > 1) {
			problem.append(" at attempt ").append(attempts);
		}
		problem.append(": ").append(message(reason));
		if (!blockers.isEmpty()) {
			problem.append("\n  Blocked by ")
				.append(blockers.stream().map(Blocker::describe).collect(Collectors.joining("\n  Blocked by ")));
		}
		String state = connectionLost ? lostState(job, committed) : state(job, committed);
		String advice = SqlStates.advice(reason.getSQLState());
		String next = (advice != null) ? advice
				: connectionLost ? "Look at 'migrator status' when the server is back, then deploy again."
						: "Mend the script (it is not recorded as applied, so it may be changed), then deploy again.";
		return new MigrationFailedException(job.id(), problem.toString(), state, next, reason.getSQLState(), reason);
	}

	static String where(ScriptShape shape, boolean before, ScriptFailure failure) {
		Statement statement = failure.statement();
		String script = shape.script().name();
		if (statement == null) {
			return script + (before
					? ": what is around the script (backfills to forget, deferred constraints, history row, commit)"
					: ": the end of the script (deferred constraints, history row, commit)");
		}
		int position = failure.position();
		int line = (position > 0) ? statement.lineOf(position) : statement.line();
		int column = (position > 0) ? statement.columnOf(position) : statement.column();
		if (!statement.script().equals(script)) {
			return statement.script() + ":" + line + ":" + column + ": the check (" + firstWords(statement) + ")";
		}
		return script + ":" + line + ":" + column + ": statement " + statement.number() + " of " + shape.statements()
				+ " (" + firstWords(statement) + ")";
	}

	private static String firstWords(Statement statement) {
		String text = statement.text().strip().replaceAll("\\s+", " ");
		return (text.length() > 80) ? text.substring(0, 79) + "…" : text;
	}

	static String message(SQLException reason) {
		ServerErrorMessage server = StatementFailure.serverMessage(reason);
		if (server == null) {
			return reason.getMessage() + " (SQLState " + reason.getSQLState() + ")";
		}
		StringBuilder text = new StringBuilder().append(server.getSeverity())
			.append(": ")
			.append(server.getMessage())
			.append(" (SQLState ")
			.append(reason.getSQLState())
			.append(')');
		append(text, "Detail", server.getDetail());
		append(text, "Hint", server.getHint());
		append(text, "Where", server.getWhere());
		return text.toString();
	}

	private static void append(StringBuilder text, String label, @Nullable String value) {
		if (value != null) {
			text.append("\n  ").append(label).append(": ").append(value);
		}
	}

	private static String state(ScriptJob job, Progress committed) {
		if (job.shape().single()) {
			return job.subject().down() ? "the rollback of this migration changed nothing; it is still applied"
					: "nothing of this migration is committed; what was applied before it stays applied";
		}
		if (committed.done() == 0) {
			return "nothing of this script is committed";
		}
		return "statements 1 to " + committed.done() + " of " + job.shape().statements()
				+ " of this script are committed and recorded; the next run goes on after them, "
				+ "provided that they are not changed";
	}

	private static String lostState(ScriptJob job, Progress committed) {
		return "the connection was lost; " + (job.shape().single()
				? "the script is committed as a whole or not at all, and its history row tells which"
				: "at least statements 1 to " + committed.done() + " of " + job.shape().statements()
						+ " are committed and recorded");
	}

	static MigratorException unexpected(ScriptJob job, Throwable failure) {
		return new MigratorException(job.shape().script().name() + " was given up: " + failure,
				"what was not committed is rolled back", "See the stack trace, then deploy again.", failure);
	}

	static MigratorException prefixChanged(ScriptJob job) {
		return new InvalidScriptException(
				job.shape().script().name() + " was changed in its first " + job.start().done()
						+ " statements, which an earlier run committed",
				"statements 1 to " + job.start().done() + " as they were then are committed",
				"Restore those statements and change only what comes after them. If the database was mended by hand, "
						+ "say 'migrator resolve --applied " + job.id() + "' or '--rolled-back " + job.id() + "'.");
	}

	static MigratorException transactionLeftOpen(ScriptJob job) {
		return new InvalidScriptException(job.shape().script().name() + " begins a transaction and does not commit it",
				"what the script committed before that BEGIN is committed, what comes after it is not",
				"Add the COMMIT, then deploy again.");
	}

	static MigratorException unverified(ScriptJob job, Statement check, String found) {
		return new MigrationFailedException(job.id(),
				check.script() + ":" + check.line() + ": the check after " + job.id() + " did not hold: " + found,
				job.shape().single() ? "nothing of this migration is committed"
						: "all statements of this migration are committed, but it is not recorded as applied",
				"See what the query finds, mend the script or the data, then deploy again.", null, null);
	}

	/**
	 * A script that cannot be run as it stands.
	 */
	static final class InvalidScriptException extends MigratorException {

		InvalidScriptException(String problem, String databaseState, String nextStep) {
			super(problem, databaseState, nextStep, null);
		}

		@Override
		public int exitCode() {
			return ExitCodes.INVALID;
		}

	}

}
