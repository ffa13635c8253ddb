package io.migrator.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.migrator.history.HistoryTables;
import io.migrator.migration.Script;
import io.migrator.run.Flight.ScriptFailure;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.sql.ScriptException;
import io.migrator.sql.Statement;
import io.migrator.sql.TransactionRule;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts that are no migrations: on a connection of its own that holds the lock,
 * each in one transaction. Not thread-safe.
 */
public final class ScriptSession implements AutoCloseable {

	private final Session session;

	private final MigratorSettings settings;

	private final MigrationListener listener;

	private ScriptSession(Session session, MigratorSettings settings, MigrationListener listener) {
		this.session = session;
		this.settings = settings;
		this.listener = listener;
	}

	/**
	 * Opens a connection and takes the lock.
	 * @param dataSource where connections come from
	 * @param settings how to work
	 * @param listener told whom the lock is waited for, and what the server remarks
	 * @return the session, to be closed
	 * @throws DatabaseException if the database cannot be reached
	 * @throws LockWaitException if another process held the lock too long
	 */
	public static ScriptSession open(DataSource dataSource, MigratorSettings settings, MigrationListener listener) {
		try {
			Session session = Session.open(dataSource);
			try {
				Workplace.lock(session, settings, settings.lockWait(), listener);
				return new ScriptSession(session, settings, listener);
			}
			catch (SQLException | RuntimeException ex) {
				session.close();
				throw ex;
			}
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, settings);
		}
	}

	/**
	 * Makes sure that a script can be run in one transaction.
	 * @param script the script
	 * @throws ScriptException if it cannot, or cannot be read
	 */
	public static void check(Script script) {
		shape(script);
	}

	private static ScriptShape shape(Script script) {
		ScriptShape shape = ScriptShape.of(script, false);
		if (shape.single()) {
			return shape;
		}
		try (StatementSource source = shape.open()) {
			for (Statement statement = source.next(); statement != null; statement = source.next()) {
				TransactionRule rule = statement.kind().transactionRule();
				if (rule != TransactionRule.ANY && rule != TransactionRule.SAVEPOINT) {
					throw new ScriptException(script.name(), statement.line(), statement.column(),
							statement.kind().command() + " cannot be run in the one transaction of a seed",
							"Remove the statement: a seed is committed as a whole or not at all.");
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + script.name(), ex);
		}
		throw new ScriptException(script.name(), 1, 1, "it uses a value that it adds to an enum itself",
				"Add the value in a migration.");
	}

	/**
	 * Makes sure that the migrator's tables are there.
	 */
	public void prepareTables() {
		try {
			new HistoryTables(this.settings.schema()).prepare(this.session.connection());
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

	/**
	 * Runs a script and commits it with an entry of the audit log. What a lock time-out,
	 * a deadlock or the like took is tried again.
	 * @param job the script
	 * @param action what it is called in the audit log
	 * @return how many rows it affected
	 * @throws ScriptRefusal if the server refuses a statement; nothing of the script is
	 * committed then, unless the connection was lost
	 */
	public long commit(Job job, String action) throws ScriptRefusal {
		ScriptShape shape = shape(job.script());
		for (int attempt = 1; true; attempt++) {
			Flight flight = flight(job);
			try {
				flight.add(shape.begin());
				long rows = execute(job, shape, flight);
				rows += flight.send();
				flight.addAll(this.session.resetStatements());
				flight.add(audit(job, action, rows));
				flight.add("COMMIT");
				flight.send();
				return rows;
			}
			catch (ScriptFailure ex) {
				this.session.rollback(ex);
				if (!SqlStates.isWorthAnotherTry(ex.reason()) || attempt > this.settings.lockRetries()) {
					throw refusal(shape, ex);
				}
				Duration pause = MigrationRunner.pause(attempt - 1);
				Statement statement = ex.statement();
				this.listener.onEvent(new BlockedByLock(job.name(), job.script().name(),
						(statement != null) ? statement.line() : 0, attempt, List.of(), pause));
				Pause.of(pause);
			}
			catch (RuntimeException | Error ex) {
				this.session.rollback(ex);
				throw ex;
			}
		}
	}

	/**
	 * Runs a script within the transaction that is open, and puts the session's settings
	 * back.
	 * @param job the script
	 * @throws ScriptRefusal if the server refuses a statement, which leaves the
	 * transaction failed
	 */
	public void execute(Job job) throws ScriptRefusal {
		ScriptShape shape = shape(job.script());
		Flight flight = flight(job);
		try {
			execute(job, shape, flight);
			flight.addAll(this.session.resetStatements());
			flight.send();
		}
		catch (ScriptFailure ex) {
			throw refusal(shape, ex);
		}
	}

	private long execute(Job job, ScriptShape shape, Flight flight) throws ScriptFailure {
		Duration lock = (job.lockTimeout() != null) ? job.lockTimeout() : this.settings.lockTimeout();
		flight.addAll(new TimeLimits(lock, true, job.statementTimeout()).statements(true));
		long rows = 0;
		try (StatementSource source = shape.open()) {
			for (Statement statement = source.next(); statement != null; statement = source.next()) {
				if (shape.isOwnBracket(statement)) {
					continue;
				}
				if (statement.isCopyFromStdin()) {
					rows += flight.send() + copy(statement, source);
					continue;
				}
				flight.add(statement);
				if (flight.isFull() || SessionSettings.changesParsing(statement)) {
					rows += flight.send();
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + job.script().name(), ex);
		}
		return rows;
	}

	private long copy(Statement statement, StatementSource source) throws ScriptFailure, IOException {
		try {
			return this.session.copy(statement.text(), source.copyData());
		}
		catch (SQLException ex) {
			throw new ScriptFailure(statement, StatementFailure.serverPosition(ex), ex);
		}
	}

	private Flight flight(Job job) {
		return new Flight(this.session, new Notices(job.name(), this.listener));
	}

	private String audit(Job job, String action, long rows) {
		return this.settings.writer()
			.audit(job.name(), action, job.script().name() + ": " + rows + ((rows == 1) ? " row" : " rows"));
	}

	private ScriptRefusal refusal(ScriptShape shape, ScriptFailure failure) {
		return new ScriptRefusal(Failures.where(shape, false, failure), failure.reason(), this.session.isLost());
	}

	/**
	 * Sends statements of the caller's own, such as what begins a transaction and what
	 * gives it up.
	 * @param statements the statements
	 * @throws DatabaseException if the server refuses one
	 */
	public void send(String... statements) {
		try {
			this.session.send(List.of(statements));
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

	/**
	 * Gives the transaction up that may be open, or cuts the connection if that cannot be
	 * done with certainty.
	 * @param failure why
	 */
	public void giveUp(Throwable failure) {
		this.session.rollback(failure);
	}

	/**
	 * The connection, to ask the server in the transaction that is open.
	 * @return the connection, in autocommit mode to the driver
	 */
	public Connection connection() {
		return this.session.connection();
	}

	@Override
	public void close() {
		this.session.close();
	}

	/**
	 * A script to be run.
	 *
	 * @param name what it is called
	 * @param script the script
	 * @param lockTimeout how long a statement may wait for a lock, or {@code null} for
	 * the general setting
	 * @param statementTimeout how long a statement may run, or {@code null} for the
	 * server's setting
	 */
	public record Job(String name, Script script, @Nullable Duration lockTimeout, @Nullable Duration statementTimeout) {
	}

}
