package io.migrator.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.migrator.error.MigratorException;
import io.migrator.history.HistoryWriter;
import io.migrator.history.Progress;
import io.migrator.run.Flight.ScriptFailure;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.MigrationFailed;
import io.migrator.run.MigratorEvent.MigrationStarted;
import io.migrator.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Runs one script to its end, trying again where that is worth it, and remembers how it
 * ended.
 */
final class MigrationRunner {

	private static final String UNSAFE_ENUM_VALUE = "55P04";

	private static final String REFUSES_TRANSACTION = "25001";

	private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	private final Session session;

	private final HistoryWriter writer;

	private final MigratorSettings settings;

	private final BlockerWatch watch;

	private final MigrationListener listener;

	MigrationRunner(Session session, HistoryWriter writer, MigratorSettings settings, BlockerWatch watch,
			MigrationListener listener) {
		this.session = session;
		this.writer = writer;
		this.settings = settings;
		this.watch = watch;
		this.listener = listener;
	}

	/**
	 * Runs a script.
	 * @param job the script
	 * @return what it cost
	 * @throws MigratorException if it failed; its row of the history says so
	 */
	Stopwatch run(ScriptJob job) {
		Stopwatch stopwatch = new Stopwatch(job.spent());
		TimeLimits limits = TimeLimits.of(job.directives(), this.settings.lockTimeout());
		ScriptExecution execution = new ScriptExecution(this.session, job, this.writer, limits, stopwatch,
				this.listener);
		int tries = 0;
		while (true) {
			this.listener.onEvent(new MigrationStarted(job.id(), stopwatch.nextAttempt(),
					execution.committed().done() + 1, job.shape().statements(), job.subject().down()));
			this.watch.start(job.id());
			try {
				execution.run(tries == 0);
				return stopwatch;
			}
			catch (ScriptFailure ex) {
				List<Blocker> blockers = this.watch.stop();
				this.session.rollback(ex);
				ScriptShape other = otherShape(job.shape(), ex);
				if (other != null) {
					return run(job.goingOn(other, execution.committed(), stopwatch.committedCost()));
				}
				if (!SqlStates.isWorthAnotherTry(ex.reason()) || tries >= this.settings.lockRetries()) {
					throw remember(job, execution, stopwatch, Failures.failed(job, ex, execution.committed(), tries + 1,
							blockers, this.session.isLost()));
				}
				Duration pause = pause(tries++);
				this.listener.onEvent(blocked(job, ex, tries, blockers, pause));
				pause(job, pause);
			}
			catch (MigratorException ex) {
				this.session.rollback(ex);
				throw remember(job, execution, stopwatch, ex);
			}
			catch (RuntimeException | Error ex) {
				this.session.rollback(ex);
				this.listener.onEvent(new MigrationFailed(job.id(), Failures.unexpected(job, ex)));
				throw ex;
			}
			finally {
				this.watch.stop();
			}
		}
	}

	/** What only the server could know of a script's needs, it tells by refusing. */
	private static @Nullable ScriptShape otherShape(ScriptShape shape, ScriptFailure failure) {
		String state = String.valueOf(failure.reason().getSQLState());
		Statement statement = failure.statement();
		return switch (state) {
			case UNSAFE_ENUM_VALUE -> shape.withEnumBreaks();
			case REFUSES_TRANSACTION -> (statement != null) ? shape.withAlone(statement.number()) : null;
			default -> null;
		};
	}

	/** Doubles from try to try and is spread, so that many do not come back at once. */
	static Duration pause(int tries) {
		long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(tries, 20));
		return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
	}

	private void pause(ScriptJob job, Duration pause) {
		try {
			Pause.of(pause);
		}
		catch (MigratorException ex) {
			this.listener.onEvent(new MigrationFailed(job.id(), ex));
			throw ex;
		}
	}

	private static BlockedByLock blocked(ScriptJob job, ScriptFailure failure, int attempt, List<Blocker> blockers,
			Duration pause) {
		Statement statement = failure.statement();
		return new BlockedByLock(job.id(), job.shape().script().name(), (statement != null) ? statement.line() : 0,
				attempt, blockers, pause);
	}

	private MigratorException remember(ScriptJob job, ScriptExecution execution, Stopwatch stopwatch,
			MigratorException failure) {
		this.listener.onEvent(new MigrationFailed(job.id(), failure));
		if (this.session.isLost()) {
			return failure;
		}
		Progress committed = execution.committed();
		String state = (failure instanceof MigrationFailedException failed) ? failed.sqlState() : null;
		// A rollback that changed nothing leaves the migration applied, so its row stays
		// as it is
		boolean changedNothing = job.subject().down() && job.shape().single();
		List<String> rows = new ArrayList<>();
		if (!changedNothing) {
			rows.add(this.writer.failed(job.subject(), committed, stopwatch.cost(), failure.problem(), state));
		}
		// A failed deploy that left nothing behind may come back with every start
		if (job.subject().down() || committed.done() > 0) {
			rows.add(this.writer.audit(job.id(), job.action() + " failed", failure.problem()));
		}
		try {
			this.session.send(this.session.resetStatements());
			rows.add(0, "BEGIN");
			rows.add("COMMIT");
			this.session.send(rows);
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
		return failure;
	}

}
