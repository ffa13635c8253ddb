package io.migrator.boot.observation;

import java.sql.SQLException;
import java.util.List;

import io.micrometer.observation.Observation;
import io.migrator.run.MigrationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What is known of something that is observed while it goes on. What only its end tells
 * is there when it has ended.
 */
public abstract sealed class MigratorObservationContext extends Observation.Context {

	private static final int DEEPEST_CAUSE = 20;

	private volatile @Nullable String database;

	/**
	 * The database on which it is done.
	 * @return its name, or {@code null} if it is not known yet
	 */
	public @Nullable String database() {
		return this.database;
	}

	void setDatabase(@Nullable String database) {
		this.database = database;
	}

	/**
	 * What the server called the error that ended it.
	 * @return the SQLState, or {@code null} if there was no error or it was none of the
	 * server's
	 */
	public @Nullable String sqlState() {
		String state = null;
		int depth = 0;
		for (Throwable cause = getError(); cause != null && depth < DEEPEST_CAUSE; cause = cause.getCause()) {
			String own = (cause instanceof SQLException sql) ? sql.getSQLState()
					: (cause instanceof MigrationFailedException failed) ? failed.sqlState() : null;
			state = (own != null) ? own : state;
			depth++;
		}
		return state;
	}

	/**
	 * A deploy that found work, from the moment on at which it holds the lock.
	 */
	public static final class Deploy extends MigratorObservationContext {

		private final List<String> migrations;

		private volatile int applied;

		Deploy(List<String> migrations) {
			this.migrations = List.copyOf(migrations);
		}

		/**
		 * What it is going to apply.
		 * @return the ids, in order
		 */
		public List<String> migrations() {
			return this.migrations;
		}

		/**
		 * How much of that it has applied.
		 * @return the number of migrations
		 */
		public int applied() {
			return this.applied;
		}

		void migrationApplied() {
			this.applied++;
		}

	}

	/**
	 * A migration that is applied or taken back, over all its attempts.
	 */
	public static final class Migration extends MigratorObservationContext {

		private final String id;

		private final boolean down;

		private volatile int statements;

		private volatile int attempts;

		private volatile long rows;

		Migration(String id, boolean down) {
			this.id = id;
			this.down = down;
		}

		/**
		 * Which migration it is.
		 * @return its id
		 */
		public String id() {
			return this.id;
		}

		/**
		 * How many statements its script has.
		 * @return the number of statements
		 */
		public int statements() {
			return this.statements;
		}

		/**
		 * How often it was tried so far.
		 * @return the number, with those of earlier deploys
		 */
		public int attempts() {
			return this.attempts;
		}

		/**
		 * How many rows it inserted, updated, deleted or copied.
		 * @return the number of rows, 0 until it is applied
		 */
		public long rows() {
			return this.rows;
		}

		/**
		 * Whether it is its down script that is run.
		 * @return whether it is taken back
		 */
		public boolean down() {
			return this.down;
		}

		void attempt(int attempt, int statements) {
			this.attempts = attempt;
			this.statements = statements;
		}

		void applied(long rows) {
			this.rows = rows;
		}

	}

	/**
	 * The transaction of one batch of a backfill, in the thread of its worker.
	 */
	public static final class Batch extends MigratorObservationContext {

		private final String backfill;

		private final String worker;

		private final int size;

		private volatile long rows;

		Batch(String backfill, String worker, int size) {
			this.backfill = backfill;
			this.worker = worker;
			this.size = size;
		}

		/**
		 * Which backfill it belongs to.
		 * @return its name
		 */
		public String backfill() {
			return this.backfill;
		}

		/**
		 * Who works on it.
		 * @return application, host and number of the worker
		 */
		public String worker() {
			return this.worker;
		}

		/**
		 * How many rows it was to visit.
		 * @return the number of rows, 0 if the backfill is not run in batches
		 */
		public int size() {
			return this.size;
		}

		/**
		 * How many rows it changed.
		 * @return the number of rows, 0 until it is committed
		 */
		public long rows() {
			return this.rows;
		}

		void ended(long rows) {
			this.rows = rows;
		}

	}

}
