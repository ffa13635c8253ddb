package io.migrator.backfill.work;

import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import io.migrator.backfill.BackfillKey;
import io.migrator.backfill.key.RowCursor;
import io.migrator.backfill.key.TableWalk;
import io.migrator.backfill.work.Lease.Fence;
import io.migrator.error.MigratorException;
import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorEvent.BackfillBatchFailed;
import io.migrator.run.MigratorEvent.BackfillRowQuarantined;
import org.jspecify.annotations.Nullable;

/**
 * Walks a claimed range batch by batch. Where it stands is known from the database alone,
 * so that a commit of which nobody heard is no riddle.
 */
final class RangeWorker {

	/** Whoever has more bad rows than this looks at one of them before all fail. */
	private static final int MOST_QUARANTINED = 1_000;

	private final Possession possession;

	private final Undertaking backfill;

	private final Lease lease;

	private final Stores stores;

	private final Trouble trouble;

	private final Throttling throttling;

	private BatchSizer sizer;

	private int transientFailures;

	/** How many times that number there were when we put the first row aside. */
	private long fullQuarantines = -1;

	/** The single row that was tried last. */
	private QuarantineStore.@Nullable Row tried;

	/**
	 * Creates a worker.
	 * @param possession the claim
	 * @param throttling tells when to hold back
	 */
	RangeWorker(Possession possession, Throttling throttling) {
		this.possession = possession;
		this.backfill = possession.backfill();
		this.lease = possession.lease();
		this.stores = possession.stores();
		this.throttling = throttling;
		this.trouble = new Trouble(possession.settings().attempts());
		this.sizer = this.backfill.sizer(this.lease.batchSize());
	}

	/**
	 * Works until the range is done, is not ours any more, or must not be worked on.
	 */
	void run() {
		boolean goOn = true;
		while (goOn && this.possession.holds()) {
			goOn = this.throttling.pass(this.possession) && batch();
		}
	}

	private boolean batch() {
		int wanted = this.sizer.size();
		int size = this.trouble.limit(wanted);
		long start = System.nanoTime();
		Batch batch;
		try {
			batch = this.possession
				.batch(size, RangeWorker::rows, (connection) -> Optional.ofNullable(batch(connection, size)))
				.orElse(null);
		}
		catch (RuntimeException | Error ex) {
			return failed(ex, size);
		}
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		if (batch == null) {
			return false;
		}
		this.transientFailures = 0;
		this.trouble.passed(wanted);
		if (batch.upTo() != null) {
			if (size == wanted && this.backfill.directives().batchRows() == null) {
				this.sizer = this.sizer.after(size, took, this.backfill.batchDuration(batch.batchMillis()));
				this.backfill.paced(this.sizer.size());
			}
			this.backfill.tell(new BackfillBatchDone(this.lease.name(), this.lease.worker(), batch.rows(), size, took));
		}
		return !batch.done() && this.possession.sleep(rest(took), null);
	}

	/** Whoever else uses the server gets a turn. */
	private Duration rest(Duration took) {
		return Duration.ofNanos((long) (took.toNanos() * this.possession.settings().rest()));
	}

	private static long rows(Optional<Batch> batch) {
		return batch.map(Batch::rows).orElse(0L);
	}

	private @Nullable Batch batch(Connection connection, int size) throws Exception {
		this.tried = null;
		Fence fence = this.possession.fence();
		if (fence == null) {
			return null;
		}
		long start = System.nanoTime();
		RowCursor cursor = cursor(connection);
		BackfillKey last = this.lease.range().last();
		BackfillKey after = fence.position();
		BackfillKey upTo = cursor.next(connection, after, last, size);
		if (upTo == null) {
			this.stores.ranges().done(this.lease);
			return new Batch(null, 0, true, null);
		}
		if (size == 1) {
			this.tried = new QuarantineStore.Row(cursor.relation(), after, upTo);
		}
		long rows = this.backfill.work().run(connection, cursor, after, upTo);
		boolean done = upTo.equals(last);
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		this.stores.ranges().progress(this.lease, upTo, done, rows, size, took.plus(rest(took)));
		return new Batch(upTo, rows, done, fence.orders().batchMillis());
	}

	private RowCursor cursor(Connection connection) throws Exception {
		TableWalk walk = this.backfill.walk(connection, this.lease.walk());
		if (walk == null) {
			throw new MigratorException("The table is not walked " + this.lease.walk() + " any more",
					"what was committed is committed", "Put the index back, or start the backfill anew.", null);
		}
		return walk.cursor(this.lease.range().relation());
	}

	private boolean failed(Throwable thrown, int size) {
		if (this.possession.isStopped()) {
			return false;
		}
		if (thrown instanceof MigratorException unusable) {
			this.possession.fail(unusable.problem() + ". " + unusable.nextStep(), null);
			return false;
		}
		BatchFailure failure = BatchFailure.of(thrown);
		switch (failure.kind()) {
			case TRANSIENT -> {
				return tryAgain(failure, ++this.transientFailures);
			}
			case HOPELESS -> {
				this.possession.fail(failure.message(), failure);
				return false;
			}
			default -> {
				return search(failure, size);
			}
		}
	}

	private boolean search(BatchFailure failure, int size) {
		if (failure.isTimeout()) {
			this.sizer = this.sizer.halved();
		}
		int attempt = this.trouble.failures() + 1;
		return switch (this.trouble.failed(size, failure.kind() == BatchFailure.Kind.DATA)) {
			case RETRY -> tryAgain(failure, attempt);
			case HALVE -> {
				note(failure, attempt, "in halves", Duration.ZERO);
				yield true;
			}
			case QUARANTINE -> quarantine(failure);
		};
	}

	private boolean tryAgain(BatchFailure failure, int attempt) {
		Duration pause = Backoff.upTo(this.possession.settings().maxBackoff())
			.after(attempt, ThreadLocalRandom.current().nextDouble());
		String text = note(failure, attempt, "in " + pause.toMillis() + " ms", pause);
		return this.possession.sleep(pause, text);
	}

	private String note(BatchFailure failure, int attempt, String when, Duration pause) {
		String text = "a batch failed and is tried again " + when + ": " + failure.message();
		this.possession.note(text, failure);
		this.backfill.tell(new BackfillBatchFailed(this.lease.name(), this.lease.worker(), attempt, failure.sqlState(),
				failure.message(), pause));
		return text;
	}

	/**
	 * Passes over a row that fails, unless another has come between it and the one
	 * before.
	 */
	private boolean quarantine(BatchFailure failure) {
		QuarantineStore.Row row = this.tried;
		if (row == null) {
			this.possession.fail(failure.message(), failure);
			return false;
		}
		Long inQuarantine;
		try {
			inQuarantine = this.possession
				.work((connection) -> Optional.ofNullable(quarantine(connection, row, failure)))
				.orElse(null);
		}
		catch (RuntimeException ex) {
			return !this.possession.isStopped() && tryAgain(BatchFailure.of(ex), ++this.transientFailures);
		}
		if (inQuarantine == null) {
			return false;
		}
		if (inQuarantine > 0) {
			this.backfill.tell(new BackfillRowQuarantined(this.lease.name(), row.relation(), row.key().toString(),
					failure.message()));
		}
		if (inQuarantine > 0 && areTooMany(inQuarantine)) {
			this.possession.fail(inQuarantine + " rows are in quarantine, the last because of: " + failure.message(),
					failure);
			return false;
		}
		return true;
	}

	/**
	 * Others put rows aside, too, so that the very number may be passed over.
	 */
	private boolean areTooMany(long inQuarantine) {
		if (this.fullQuarantines < 0) {
			this.fullQuarantines = (inQuarantine - 1) / MOST_QUARANTINED;
		}
		return inQuarantine / MOST_QUARANTINED > this.fullQuarantines;
	}

	/**
	 * Puts a row aside.
	 * @return how many rows are in quarantine then, 0 if it was not put there, or
	 * {@code null} if the range is no longer ours
	 */
	private @Nullable Long quarantine(Connection connection, QuarantineStore.Row row, BatchFailure failure)
			throws Exception {
		Fence fence = this.possession.fence();
		if (fence == null) {
			return null;
		}
		BackfillKey last = this.lease.range().last();
		BackfillKey next = cursor(connection).next(connection, fence.position(), last, 1);
		if (next == null || !row.key().equals(next)) {
			return 0L;
		}
		this.stores.quarantine().put(this.lease.name(), row, failure.message(), failure.sqlState());
		this.stores.ranges().progress(this.lease, next, next.equals(last), 0, 1, Duration.ZERO);
		return this.stores.quarantine().count(this.lease.name());
	}

	/**
	 * A batch that is committed.
	 *
	 * @param upTo its last key, or {@code null} if there was no row left
	 * @param rows how many rows it changed
	 * @param done whether that was the end of the range
	 * @param batchMillis how long a batch should take, as an operator said, or
	 * {@code null}
	 */
	private record Batch(@Nullable BackfillKey upTo, long rows, boolean done, @Nullable Integer batchMillis) {
	}

}
