package io.migrator.backfill.work;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillState;
import io.migrator.run.MigratorEvent.BackfillRowQuarantined;
import org.jspecify.annotations.Nullable;

/**
 * What one process does when all ranges are done: tries rows again that were put aside
 * and are to be tried again, looks whether anything is left, and says how the backfill
 * ended, or sends it over the table once more.
 */
final class Closing {

	private static final int MOST_ROUNDS = 10;

	private final Possession possession;

	private final Undertaking backfill;

	private final BackfillDefinition definition;

	private final Stores stores;

	private final Lease lease;

	Closing(Possession possession) {
		this.possession = possession;
		this.backfill = possession.backfill();
		this.definition = this.backfill.definition();
		this.stores = possession.stores();
		this.lease = possession.lease();
	}

	/**
	 * Goes on until the end is known, or it is not ours to find out any more.
	 */
	void run() {
		int attempt = 0;
		boolean goOn = true;
		while (goOn && this.possession.holds()) {
			try {
				goOn = step();
				attempt = 0;
			}
			catch (RuntimeException | Error ex) {
				goOn = !this.possession.isStopped() && failed(BatchFailure.of(ex), ++attempt);
			}
		}
	}

	private boolean failed(BatchFailure failure, int attempt) {
		if (failure.kind() != BatchFailure.Kind.TRANSIENT) {
			this.possession.fail("it could not be verified: " + failure.message(), failure);
			return false;
		}
		Duration pause = Backoff.upTo(this.possession.settings().maxBackoff())
			.after(attempt, ThreadLocalRandom.current().nextDouble());
		String text = "it is verified again in " + pause.toMillis() + " ms: " + failure.message();
		this.possession.note(text, failure);
		return this.possession.sleep(pause, text);
	}

	private boolean step() {
		List<QuarantineStore.Row> marked = this.backfill.isBatched()
				? this.stores.quarantine().marked(this.lease.name(), 1) : List.of();
		if (!marked.isEmpty()) {
			retry(marked.get(0));
			return true;
		}
		this.possession.beat("verifying");
		Outcome outcome = this.possession.work((connection) -> Optional.ofNullable(verify(connection))).orElse(null);
		if (outcome == null) {
			return false;
		}
		if (outcome == Outcome.VALIDATE) {
			outcome = validate();
		}
		if (outcome != null) {
			this.possession.tell(outcome.state(), outcome.reason());
		}
		return false;
	}

	private void retry(QuarantineStore.Row row) {
		BatchFailure failure;
		try {
			this.possession.work((connection) -> retry(connection, row));
			return;
		}
		catch (RuntimeException | Error ex) {
			failure = BatchFailure.of(ex);
			if (failure.kind() == BatchFailure.Kind.TRANSIENT || this.possession.isStopped()) {
				throw ex;
			}
		}
		boolean putBack = this.possession.work((connection) -> {
			boolean ours = this.possession.fence() != null;
			if (ours) {
				this.stores.quarantine().put(this.lease.name(), row, failure.message(), failure.sqlState());
			}
			return ours;
		});
		if (putBack) {
			this.backfill.tell(new BackfillRowQuarantined(this.lease.name(), row.relation(), row.key().toString(),
					failure.message()));
		}
	}

	private boolean retry(Connection connection, QuarantineStore.Row row) throws Exception {
		if (this.possession.fence() == null) {
			return false;
		}
		long start = System.nanoTime();
		long rows = this.backfill.work()
			.run(connection, this.backfill.findWalk(connection).cursor(row.relation()), row.previous(), row.key());
		this.stores.quarantine().remove(this.lease.name(), row);
		this.stores.ranges().progress(this.lease, null, false, rows, 1, Duration.ofNanos(System.nanoTime() - start));
		return true;
	}

	/**
	 * Looks whether everything is done, and notes it, unless the server has to prove it
	 * first.
	 * @return how it ended, or {@code null} if that is not ours to say any more
	 */
	private @Nullable Outcome verify(Connection connection) throws Exception {
		if (this.possession.fence() == null) {
			return null;
		}
		long aside = this.stores.quarantine().count(this.lease.name());
		if (aside > 0) {
			return end(BackfillState.INCOMPLETE,
					(aside == 1) ? "1 row is in quarantine" : aside + " rows are in quarantine");
		}
		VerifyQuery query = VerifyQuery.of(this.definition);
		if (query != null && query.findsRows(connection)) {
			return again("its verify query found rows");
		}
		if (query == null && this.backfill.isBatched() && !this.backfill.findWalk(connection).isStable()
				&& this.stores.ranges().rows(this.lease.name()) > 0) {
			return again("rows that changed meanwhile may have been missed");
		}
		return (this.definition.directives().validate() != null) ? Outcome.VALIDATE
				: end(BackfillState.COMPLETED, null);
	}

	/** In a transaction of its own, since it locks the table, if not for everybody. */
	private @Nullable Outcome validate() {
		try {
			return this.possession.work((connection) -> {
				if (this.possession.fence() == null) {
					return Optional.<Outcome>empty();
				}
				Constraints.validate(connection, this.definition);
				return Optional.ofNullable(end(BackfillState.COMPLETED, null));
			}).orElse(null);
		}
		catch (RuntimeException ex) {
			BatchFailure failure = BatchFailure.of(ex);
			if (failure.kind() != BatchFailure.Kind.DATA) {
				throw ex;
			}
			String why = "the constraint does not hold yet: " + failure.message();
			return this.possession
				.work((connection) -> Optional.ofNullable((this.possession.fence() != null) ? again(why) : null))
				.orElse(null);
		}
	}

	private @Nullable Outcome again(String why) {
		if (!isRunning()) {
			return null;
		}
		if (this.lease.round() >= MOST_ROUNDS || !this.backfill.isBatched()) {
			String reason = this.backfill.isBatched() ? "after " + this.lease.round() + " rounds " + why : why;
			this.stores.backfills().end(this.lease.name(), BackfillState.FAILED, reason);
			return new Outcome(BackfillState.FAILED, reason);
		}
		this.stores.backfills().nextRound(this.definition, this.lease.round() + 1, why);
		return new Outcome(BackfillState.RUNNING, why);
	}

	private @Nullable Outcome end(BackfillState state, @Nullable String reason) {
		if (!isRunning()) {
			return null;
		}
		this.stores.backfills().end(this.lease.name(), state, reason);
		return new Outcome(state, reason);
	}

	/** An operator may have said something since the fence. */
	private boolean isRunning() {
		Orders orders = this.stores.backfills().lock(this.lease.name());
		return orders != null && orders.state() == BackfillState.RUNNING
				&& orders.checksum().equals(this.definition.checksum());
	}

	/**
	 * How it ended.
	 *
	 * @param state the state since then
	 * @param reason why, or {@code null}
	 */
	private record Outcome(BackfillState state, @Nullable String reason) {

		/** Only the constraint is to be proved yet. */
		static final Outcome VALIDATE = new Outcome(BackfillState.RUNNING, null);

	}

}
