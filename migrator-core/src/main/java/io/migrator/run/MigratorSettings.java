package io.migrator.run;

import java.time.Duration;
import java.util.Set;

import io.migrator.history.HistoryWriter;
import io.migrator.plan.OutOfOrder;
import io.migrator.schema.SnapshotScope;
import org.jspecify.annotations.Nullable;

/**
 * How the migrator works.
 *
 * @param schema the schema of its own tables
 * @param stream the independent history within that schema
 * @param environments the names of the environment, such as the active profiles
 * @param lockTimeout how long a statement may wait for a lock, zero for ever
 * @param lockRetries how often a migration is tried again after such a wait
 * @param lockWait how long to wait for another process that migrates
 * @param outOfOrder what to do with a pending migration older than an applied one
 * @param applicationName what to be called in the server's list of sessions
 * @param applicationVersion the application's version, or {@code null} if unknown
 * @param snapshots which part of the schema is kept after a deploy, for later checks to
 * compare with, or {@code null} for none
 * @param principal the person on whose word things are done, for the audit log, or
 * {@code null} if nobody is known
 */
public record MigratorSettings(String schema, String stream, Set<String> environments, Duration lockTimeout,
		int lockRetries, Duration lockWait, OutOfOrder outOfOrder, String applicationName,
		@Nullable String applicationVersion, @Nullable SnapshotScope snapshots, @Nullable String principal) {

	/** The schema unless another is set. */
	public static final String DEFAULT_SCHEMA = "migrator";

	/** The stream unless another is set. */
	public static final String DEFAULT_STREAM = "default";

	/** How long a statement waits for a lock unless another time is set. */
	public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(3);

	/** How often a blocked migration is tried again unless another number is set. */
	public static final int DEFAULT_LOCK_RETRIES = 10;

	/** How long to wait for another process unless another time is set. */
	public static final Duration DEFAULT_LOCK_WAIT = Duration.ofMinutes(10);

	public MigratorSettings {
		environments = Set.copyOf(environments);
	}

	/**
	 * The settings of an application in which nobody in particular does things.
	 * @param schema the schema of its own tables
	 * @param stream the independent history within that schema
	 * @param environments the names of the environment
	 * @param lockTimeout how long a statement may wait for a lock, zero for ever
	 * @param lockRetries how often a migration is tried again after such a wait
	 * @param lockWait how long to wait for another process that migrates
	 * @param outOfOrder what to do with a pending migration older than an applied one
	 * @param applicationName what to be called in the server's list of sessions
	 * @param applicationVersion the application's version, or {@code null} if unknown
	 * @param snapshots which part of the schema is kept after a deploy, or {@code null}
	 * for none
	 */
	public MigratorSettings(String schema, String stream, Set<String> environments, Duration lockTimeout,
			int lockRetries, Duration lockWait, OutOfOrder outOfOrder, String applicationName,
			@Nullable String applicationVersion, @Nullable SnapshotScope snapshots) {
		this(schema, stream, environments, lockTimeout, lockRetries, lockWait, outOfOrder, applicationName,
				applicationVersion, snapshots, null);
	}

	/**
	 * The same settings, for somebody else.
	 * @param principal the person on whose word things are done, or {@code null} if
	 * nobody is known
	 * @return the settings
	 */
	public MigratorSettings withPrincipal(@Nullable String principal) {
		return new MigratorSettings(this.schema, this.stream, this.environments, this.lockTimeout, this.lockRetries,
				this.lockWait, this.outOfOrder, this.applicationName, this.applicationVersion, this.snapshots,
				principal);
	}

	/**
	 * What writes the history and the audit log with these settings.
	 * @return the writer
	 */
	public HistoryWriter writer() {
		return new HistoryWriter(this.schema, this.stream, this.applicationName, this.applicationVersion,
				this.principal);
	}

	/**
	 * The settings of an application that set nothing.
	 * @return the defaults
	 */
	public static MigratorSettings defaults() {
		return new MigratorSettings(DEFAULT_SCHEMA, DEFAULT_STREAM, Set.of(), DEFAULT_LOCK_TIMEOUT,
				DEFAULT_LOCK_RETRIES, DEFAULT_LOCK_WAIT, OutOfOrder.APPLY, "migrator", null,
				SnapshotScope.database(DEFAULT_SCHEMA));
	}

}
