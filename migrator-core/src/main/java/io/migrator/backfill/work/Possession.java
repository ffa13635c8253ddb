package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.ToLongFunction;

import io.migrator.backfill.BackfillSettings;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.work.BatchFailure.BatchException;
import io.migrator.backfill.work.Lease.Fence;
import io.migrator.migration.Window;
import io.migrator.run.MigratorEvent.BackfillBatchEnded;
import io.migrator.run.MigratorEvent.BackfillBatchStarted;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * A claim and what its owner may do with it: work in transactions that hold it fast, stay
 * in possession while nothing is done, and give it back.
 */
final class Possession {

	private static final Logger LOGGER = LoggerFactory.getLogger(Possession.class);

	private final Undertaking backfill;

	private final Lease lease;

	private final Stores stores;

	private final Transactions transactions;

	private final BackfillSettings settings;

	private final StopSignal signal;

	private final Object cancelling = new Object();

	private @Nullable Connection working;

	private @Nullable String database;

	private boolean holds = true;

	Possession(Undertaking backfill, Lease lease, Stores stores, Transactions transactions, BackfillSettings settings,
			StopSignal signal) {
		this.backfill = backfill;
		this.lease = lease;
		this.stores = stores;
		this.transactions = transactions;
		this.settings = settings;
		this.signal = signal;
	}

	Undertaking backfill() {
		return this.backfill;
	}

	Lease lease() {
		return this.lease;
	}

	Stores stores() {
		return this.stores;
	}

	BackfillSettings settings() {
		return this.settings;
	}

	/**
	 * Whether the claim may still be ours and is to be worked on.
	 * @return false once that is known not to be so
	 */
	boolean holds() {
		return this.holds && !this.signal.isStopped();
	}

	boolean isStopped() {
		return this.signal.isStopped();
	}

	/**
	 * Work on a claim.
	 *
	 * @param <T> what comes of it
	 */
	@FunctionalInterface
	interface Work<T> {

		/**
		 * Does it.
		 * @param connection the transaction's connection
		 * @return what came of it
		 * @throws Exception if it fails
		 */
		T run(Connection connection) throws Exception;

	}

	/**
	 * Works in a transaction, which {@link #fence} should begin.
	 * @param <T> what comes of it
	 * @param work the work
	 * @return what came of it
	 */
	<T> T work(Work<T> work) {
		return this.transactions.run((connection, status) -> {
			working(connection);
			try {
				return work.run(connection);
			}
			finally {
				working(null);
			}
		});
	}

	/**
	 * Works in a transaction as {@link #work} does, and tells of its begin and its end.
	 * @param <T> what comes of it
	 * @param size how many rows it is going to visit, 0 if it is not run in batches
	 * @param rows how many rows it changed
	 * @param work the work
	 * @return what came of it
	 */
	<T> T batch(int size, ToLongFunction<T> rows, Work<T> work) {
		this.backfill.tell(new BackfillBatchStarted(this.lease.name(), this.lease.worker(), size));
		T result;
		try {
			result = work((connection) -> {
				this.database = connection.getCatalog();
				return work.run(connection);
			});
		}
		catch (RuntimeException | Error ex) {
			ended(0, (ex instanceof BatchException wrapped) ? wrapped.getCause() : ex);
			throw ex;
		}
		ended(rows.applyAsLong(result), null);
		return result;
	}

	private void ended(long rows, @Nullable Throwable failure) {
		this.backfill
			.tell(new BackfillBatchEnded(this.lease.name(), this.lease.worker(), this.database, rows, failure));
	}

	private void working(@Nullable Connection connection) {
		synchronized (this.cancelling) {
			this.working = connection;
		}
	}

	/**
	 * Holds the claim fast until the transaction ends.
	 * @return where it stands, or {@code null} if it is not ours or must not be worked on
	 */
	@Nullable Fence fence() {
		Fence fence = this.stores.ranges()
			.fence(this.lease, this.backfill.lockTimeout(), this.backfill.directives().statementTimeout());
		if (fence == null || fence.done() || !allows(fence.orders())) {
			this.holds = false;
			return null;
		}
		return fence;
	}

	private boolean allows(Orders orders) {
		Window window = this.backfill.directives().window();
		Integer parallel = this.lease.parallel();
		boolean fewer = orders.parallel() != null
				&& orders.parallel() < ((parallel != null) ? parallel : this.backfill.parallel());
		return orders.state() == BackfillState.RUNNING
				&& orders.checksum().equals(this.backfill.definition().checksum()) && !fewer
				&& (window == null || orders.ignoresWindow() || window.contains(orders.now()));
	}

	/**
	 * Does nothing for a while and stays in possession.
	 * @param duration how long
	 * @param why what to show meanwhile, or {@code null}
	 * @return whether the claim is still ours and to be worked on
	 */
	boolean sleep(Duration duration, @Nullable String why) {
		long end = System.nanoTime() + duration.toNanos();
		Duration third = this.settings.lease().dividedBy(3);
		for (long left = duration.toNanos(); left > 0 && holds(); left = end - System.nanoTime()) {
			Duration piece = Duration.ofNanos(Math.min(left, third.toNanos()));
			if (this.signal.sleep(piece) && piece.toNanos() < left) {
				beat(why);
			}
		}
		return holds();
	}

	/**
	 * Stays in possession.
	 * @param why what to show, or {@code null}
	 */
	void beat(@Nullable String why) {
		try {
			Orders orders = this.stores.ranges().heartbeat(this.lease, why);
			this.holds = orders != null && allows(orders);
		}
		catch (DataAccessException ex) {
			// whether it is still ours is seen when the server answers again
			LOGGER.debug("No heartbeat for {}", this.lease, ex);
		}
	}

	/**
	 * Notes a failure for people to see, if that can be done.
	 * @param text what is going to happen
	 * @param failure what happened
	 */
	void note(String text, BatchFailure failure) {
		try {
			this.stores.ranges().failed(this.lease, text, failure.message(), failure.sqlState());
		}
		catch (DataAccessException ex) {
			LOGGER.debug("Could not note {}", failure, ex);
		}
	}

	/**
	 * Stops the whole backfill, on all replicas, until somebody acts.
	 * @param reason why
	 * @param failure what the server said, or {@code null}
	 */
	void fail(String reason, @Nullable BatchFailure failure) {
		boolean changed = this.stores.backfills()
			.fail(this.backfill.definition(), reason, (failure != null) ? failure.message() : null,
					(failure != null) ? failure.sqlState() : null);
		this.holds = false;
		if (changed) {
			tell(BackfillState.FAILED, reason);
		}
	}

	void tell(BackfillState state, @Nullable String reason) {
		this.backfill.tell(new BackfillStateChanged(this.lease.name(), state.word(), reason,
				this.stores.backfills().rows(this.lease.name())));
	}

	/**
	 * Ends a statement that is under way, from another thread; never one of whoever gets
	 * the connection next.
	 */
	void cancel() {
		synchronized (this.cancelling) {
			if (this.working != null) {
				try {
					this.working.unwrap(PGConnection.class).cancelQuery();
				}
				catch (SQLException | RuntimeException ex) {
					LOGGER.debug("Could not cancel what works on {}", this.lease, ex);
				}
			}
		}
	}

	/**
	 * Gives the claim back, if it is still ours; otherwise its lease runs out.
	 */
	void release() {
		boolean interrupted = Thread.interrupted();
		try {
			this.stores.ranges().release(this.lease);
		}
		catch (RuntimeException ex) {
			LOGGER.debug("Could not release {}", this.lease, ex);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
