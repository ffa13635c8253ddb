package io.migrator.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.migrator.backfill.BackfillSettings;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * How backfills are worked on.
 */
public class BackfillProperties {

	/**
	 * Whether to enable backfills.
	 */
	private boolean enabled = true;

	/**
	 * Whether this application works on backfills. It only shows and steers them if not.
	 */
	private boolean worker = true;

	/**
	 * Whether what a backfill held is applied without a restart once this application has
	 * completed it, if it migrates at its start.
	 */
	private boolean release = true;

	/**
	 * Where the backfills lie: "classpath:" and "file:" locations.
	 */
	private List<String> locations = new ArrayList<>(List.of("classpath:db/backfills"));

	/**
	 * How many ranges of rows this application works on at once, all backfills together.
	 * Each takes a connection while it works.
	 */
	private int threads = 2;

	/**
	 * How many ranges of one backfill are worked on at once, by all replicas together.
	 * Directives and operators may say otherwise.
	 */
	private int parallel = 2;

	/**
	 * How long a batch should take. Its size follows. Directives and operators may say
	 * otherwise.
	 */
	private Duration batchDuration = Duration.ofMillis(100);

	/**
	 * How long a worker rests after a batch, as a multiple of the time that the batch
	 * took.
	 */
	private double rest = 1;

	/**
	 * How many rows a batch has at least.
	 */
	private int minBatchSize = 10;

	/**
	 * How many rows a batch has at most.
	 */
	private int maxBatchSize = 5_000;

	/**
	 * How long a batch may wait for a database lock before it is given up and tried
	 * again.
	 */
	private Duration lockTimeout = Duration.ofSeconds(3);

	/**
	 * How often a batch that fails is tried before it is halved to find the rows that
	 * fail. Deadlocks, lost connections and the like do not count.
	 */
	private int attempts = 5;

	/**
	 * How long to wait between two attempts at most.
	 */
	private Duration maxBackoff = Duration.ofSeconds(30);

	/**
	 * How long a worker may be silent before another takes its range over.
	 */
	private Duration lease = Duration.ofSeconds(30);

	/**
	 * How often to look for something to do.
	 */
	private Duration poll = Duration.ofSeconds(5);

	/**
	 * How long batches that are under way may take to end when the application is
	 * stopped. What has not ended by then is rolled back.
	 */
	private Duration shutdownGrace = Duration.ofSeconds(10);

	private final Throttle throttle = new Throttle();

	/**
	 * The settings that these properties make.
	 * @return the settings
	 * @throws MigratorException if one of them cannot be
	 */
	BackfillSettings toSettings() {
		requireFrom(1, "threads", this.threads);
		requireFrom(1, "parallel", this.parallel);
		requireFrom(1, "min-batch-size", this.minBatchSize);
		requireFrom(this.minBatchSize, "max-batch-size", this.maxBatchSize);
		requireFrom(1, "attempts", this.attempts);
		requirePositive("batch-duration", this.batchDuration);
		if (!(this.rest >= 0)) {
			throw invalid("rest", String.valueOf(this.rest), "must not be negative");
		}
		requirePositive("max-backoff", this.maxBackoff);
		requirePositive("lease", this.lease);
		requirePositive("poll", this.poll);
		requirePositive("throttle.interval", this.throttle.interval);
		return new BackfillSettings(this.threads, this.parallel, this.batchDuration, this.rest, this.minBatchSize,
				this.maxBatchSize, this.lockTimeout, this.attempts, this.maxBackoff, this.lease, this.poll,
				this.throttle.toSettings());
	}

	private static void requireFrom(int least, String name, int value) {
		if (value < least) {
			throw invalid(name, String.valueOf(value), "must be " + least + " or more");
		}
	}

	private static void requirePositive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw invalid(name, value.toMillis() + "ms", "must be longer than zero");
		}
	}

	private static MigratorException invalid(String name, String value, String reason) {
		String property = "migrator.backfills." + name;
		return new MigratorException("The property '" + property + "' has the value \"" + value + "\", which " + reason,
				null, "Change " + property + ", or remove it for the default.", null);
	}

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public boolean isWorker() {
		return this.worker;
	}

	public void setWorker(boolean worker) {
		this.worker = worker;
	}

	public boolean isRelease() {
		return this.release;
	}

	public void setRelease(boolean release) {
		this.release = release;
	}

	public List<String> getLocations() {
		return this.locations;
	}

	public void setLocations(List<String> locations) {
		this.locations = locations;
	}

	public int getThreads() {
		return this.threads;
	}

	public void setThreads(int threads) {
		this.threads = threads;
	}

	public int getParallel() {
		return this.parallel;
	}

	public void setParallel(int parallel) {
		this.parallel = parallel;
	}

	public Duration getBatchDuration() {
		return this.batchDuration;
	}

	public void setBatchDuration(Duration batchDuration) {
		this.batchDuration = batchDuration;
	}

	public double getRest() {
		return this.rest;
	}

	public void setRest(double rest) {
		this.rest = rest;
	}

	public int getMinBatchSize() {
		return this.minBatchSize;
	}

	public void setMinBatchSize(int minBatchSize) {
		this.minBatchSize = minBatchSize;
	}

	public int getMaxBatchSize() {
		return this.maxBatchSize;
	}

	public void setMaxBatchSize(int maxBatchSize) {
		this.maxBatchSize = maxBatchSize;
	}

	public Duration getLockTimeout() {
		return this.lockTimeout;
	}

	public void setLockTimeout(Duration lockTimeout) {
		this.lockTimeout = lockTimeout;
	}

	public int getAttempts() {
		return this.attempts;
	}

	public void setAttempts(int attempts) {
		this.attempts = attempts;
	}

	public Duration getMaxBackoff() {
		return this.maxBackoff;
	}

	public void setMaxBackoff(Duration maxBackoff) {
		this.maxBackoff = maxBackoff;
	}

	public Duration getLease() {
		return this.lease;
	}

	public void setLease(Duration lease) {
		this.lease = lease;
	}

	public Duration getPoll() {
		return this.poll;
	}

	public void setPoll(Duration poll) {
		this.poll = poll;
	}

	public Duration getShutdownGrace() {
		return this.shutdownGrace;
	}

	public void setShutdownGrace(Duration shutdownGrace) {
		this.shutdownGrace = shutdownGrace;
	}

	public Throttle getThrottle() {
		return this.throttle;
	}

	/**
	 * When backfills hold back.
	 */
	public static class Throttle {

		/**
		 * How often to look whether to hold back.
		 */
		private Duration interval = Duration.ofSeconds(1);

		/**
		 * How far a standby may be behind. Zero does not look at standbys.
		 */
		private Duration replicationLag = Duration.ofSeconds(10);

		/**
		 * How many segments of write-ahead log may wait to be archived. Zero does not
		 * look at the archive.
		 */
		private int archiveQueue = 100;

		/**
		 * How many other sessions may be active. Any number if not set.
		 */
		private @Nullable Integer activeSessions;

		/**
		 * Whether to hold back while somebody waits for a lock on the table.
		 */
		private boolean lockWaiters = true;

		/**
		 * Whether to hold back while the table is vacuumed by itself or an index is built
		 * on it.
		 */
		private boolean maintenance = true;

		BackfillSettings.Throttle toSettings() {
			return new BackfillSettings.Throttle(this.interval,
					this.replicationLag.isZero() ? null : this.replicationLag,
					(this.archiveQueue > 0) ? this.archiveQueue : null, this.activeSessions, this.lockWaiters,
					this.maintenance);
		}

		public Duration getInterval() {
			return this.interval;
		}

		public void setInterval(Duration interval) {
			this.interval = interval;
		}

		public Duration getReplicationLag() {
			return this.replicationLag;
		}

		public void setReplicationLag(Duration replicationLag) {
			this.replicationLag = replicationLag;
		}

		public int getArchiveQueue() {
			return this.archiveQueue;
		}

		public void setArchiveQueue(int archiveQueue) {
			this.archiveQueue = archiveQueue;
		}

		public @Nullable Integer getActiveSessions() {
			return this.activeSessions;
		}

		public void setActiveSessions(@Nullable Integer activeSessions) {
			this.activeSessions = activeSessions;
		}

		public boolean isLockWaiters() {
			return this.lockWaiters;
		}

		public void setLockWaiters(boolean lockWaiters) {
			this.lockWaiters = lockWaiters;
		}

		public boolean isMaintenance() {
			return this.maintenance;
		}

		public void setMaintenance(boolean maintenance) {
			this.maintenance = maintenance;
		}

	}

}
