package io.migrator.backfill.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import io.migrator.backfill.BackfillDefinition.Whole;
import io.migrator.migration.Script;
import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorEvent.BackfillBatchFailed;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs a script that could not be cut into batches: statement by statement in one
 * transaction, with an entry in the audit log.
 */
final class WholeWork {

	private final Possession possession;

	private final Script script;

	private @Nullable Statement current;

	WholeWork(Possession possession, Whole whole) {
		this.possession = possession;
		this.script = whole.script();
	}

	/**
	 * Runs the script until it is done, is not ours any more, or has failed for good.
	 */
	void run() {
		boolean goOn = true;
		for (int attempt = 1; goOn && this.possession.holds(); attempt++) {
			long start = System.nanoTime();
			try {
				Long rows = this.possession
					.batch(0, (changed) -> changed.orElse(0L), (connection) -> Optional.ofNullable(run(connection)))
					.orElse(null);
				if (rows != null) {
					Lease lease = this.possession.lease();
					this.possession.backfill()
						.tell(new BackfillBatchDone(lease.name(), lease.worker(), rows,
								(int) Math.min(rows, Integer.MAX_VALUE), Duration.ofNanos(System.nanoTime() - start)));
				}
				goOn = false;
			}
			catch (RuntimeException | Error ex) {
				goOn = !this.possession.isStopped() && failed(BatchFailure.of(ex), where(ex), attempt);
			}
		}
	}

	private boolean failed(BatchFailure failure, String where, int attempt) {
		if (failure.kind() != BatchFailure.Kind.TRANSIENT) {
			this.possession.fail(where + failure.message(), failure);
			return false;
		}
		Duration pause = Backoff.upTo(this.possession.settings().maxBackoff())
			.after(attempt, ThreadLocalRandom.current().nextDouble());
		String text = where + failure.message() + "; it is tried again in " + pause.toMillis() + " ms";
		this.possession.note(text, failure);
		Lease lease = this.possession.lease();
		this.possession.backfill()
			.tell(new BackfillBatchFailed(lease.name(), lease.worker(), attempt, failure.sqlState(),
					where + failure.message(), pause));
		return this.possession.sleep(pause, text);
	}

	private @Nullable Long run(Connection connection) throws Exception {
		if (this.possession.fence() == null) {
			return null;
		}
		long start = System.nanoTime();
		long rows = execute(connection);
		this.current = null;
		Lease lease = this.possession.lease();
		this.possession.stores()
			.ranges()
			.progress(lease, null, true, rows, (int) Math.min(rows, Integer.MAX_VALUE),
					Duration.ofNanos(System.nanoTime() - start));
		this.possession.stores().backfills().audit(lease.name(), "backfill as a whole", rows + " rows changed");
		return rows;
	}

	private long execute(Connection connection) throws SQLException, IOException {
		return execute(connection, this.script, (statement) -> {
			this.current = statement;
			if (statement.kind().changesSession()) {
				cutAfterwards(connection);
			}
		});
	}

	static long execute(Connection connection, Script script) throws SQLException, IOException {
		return execute(connection, script, (statement) -> {
		});
	}

	private static long execute(Connection connection, Script script, Consumer<Statement> before)
			throws SQLException, IOException {
		long rows = 0;
		try (StatementReader reader = StatementReader.of(script.name(), script.open())) {
			for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
				if (statement.isEmpty()) {
					continue;
				}
				before.accept(statement);
				rows += statement.isCopyFromStdin()
						? connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement.text(), reader.copyData())
						: StatementWork.execute(connection, statement.text());
			}
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		return rows;
	}

	/** What the script leaves in the session must not come back from the pool. */
	private static void cutAfterwards(Connection connection) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCompletion(int status) {
				try {
					connection.abort(Runnable::run);
				}
				catch (SQLException ex) {
					LoggerFactory.getLogger(WholeWork.class).debug("Could not close the connection", ex);
				}
			}
		});
	}

	/** File, line and column, as far as they are known. */
	private String where(Throwable failure) {
		Statement statement = this.current;
		if (statement == null) {
			return this.script.name() + ": ";
		}
		int position = 0;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			ServerErrorMessage server = (cause instanceof PSQLException psql) ? psql.getServerErrorMessage() : null;
			position = (server != null) ? server.getPosition() : position;
		}
		int line = (position > 0) ? statement.lineOf(position) : statement.line();
		int column = (position > 0) ? statement.columnOf(position) : statement.column();
		return statement.script() + ":" + line + ":" + column + ": ";
	}

}
