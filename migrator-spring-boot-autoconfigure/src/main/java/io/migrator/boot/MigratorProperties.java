package io.migrator.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.run.MigratorSettings;
import io.migrator.plan.OutOfOrder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Configuration properties of the migrator.
 */
@ConfigurationProperties("migrator")
public class MigratorProperties {

	/**
	 * Whether to enable the migrator.
	 */
	private boolean enabled = true;

	/**
	 * What to do when the application starts.
	 */
	private Startup startup = Startup.MIGRATE;

	/**
	 * Where the migrations lie: "classpath:" and "file:" locations.
	 */
	private List<String> locations = new ArrayList<>(List.of("classpath:db/migrations"));

	/**
	 * Schema of the migrator's own tables, created if it does not exist.
	 */
	private String schema = MigratorSettings.DEFAULT_SCHEMA;

	/**
	 * Names of the environment that scripts may be limited to. Uses the active profiles
	 * if not set.
	 */
	private Set<String> environment = new LinkedHashSet<>();

	/**
	 * Person on whose word things are done, for the audit log. The command line uses the
	 * operating system's user if not set.
	 */
	private @Nullable String principal;

	/**
	 * How long a statement may wait for a database lock before its transaction is given
	 * up and tried again. Zero leaves it to the server's own setting.
	 */
	private Duration lockTimeout = MigratorSettings.DEFAULT_LOCK_TIMEOUT;

	/**
	 * How often a migration that did not get a database lock is tried again.
	 */
	private int lockRetries = MigratorSettings.DEFAULT_LOCK_RETRIES;

	/**
	 * How long to wait for another process that migrates the same database.
	 */
	private Duration lockWait = MigratorSettings.DEFAULT_LOCK_WAIT;

	/**
	 * What to do with a pending migration that sorts before one that is already applied.
	 */
	private OutOfOrder outOfOrder = OutOfOrder.APPLY;

	/**
	 * What to do about two migrations with the same version.
	 */
	private DuplicateVersions duplicateVersions = DuplicateVersions.FAIL;

	/**
	 * What to do when the application starts and migrations are held, such as by a
	 * backfill that is not completed.
	 */
	private Held held = Held.CONTINUE;

	/**
	 * How long to wait for another process to migrate when "migrator.startup" is "wait",
	 * and for what holds migrations when "migrator.held" is "wait".
	 */
	private Duration waitTimeout = Duration.ofMinutes(10);

	@NestedConfigurationProperty
	private final DatasourceProperties datasource = new DatasourceProperties();

	@NestedConfigurationProperty
	private final BackupProperties backup = new BackupProperties();

	@NestedConfigurationProperty
	private final DriftProperties drift = new DriftProperties();

	@NestedConfigurationProperty
	private final BackfillProperties backfills = new BackfillProperties();

	/**
	 * Features by name, each with what must be done in the database before it may be
	 * used.
	 */
	private Map<String, FeatureProperties> features = new LinkedHashMap<>();

	@NestedConfigurationProperty
	private final CheckProperties checks = new CheckProperties();

	@NestedConfigurationProperty
	private final SeedProperties seeds = new SeedProperties();

	@NestedConfigurationProperty
	private final FlywayProperties flyway = new FlywayProperties();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public Startup getStartup() {
		return this.startup;
	}

	public void setStartup(Startup startup) {
		this.startup = startup;
	}

	public List<String> getLocations() {
		return this.locations;
	}

	public void setLocations(List<String> locations) {
		this.locations = locations;
	}

	public String getSchema() {
		return this.schema;
	}

	public void setSchema(String schema) {
		this.schema = schema;
	}

	public Set<String> getEnvironment() {
		return this.environment;
	}

	public void setEnvironment(Set<String> environment) {
		this.environment = environment;
	}

	public @Nullable String getPrincipal() {
		return this.principal;
	}

	public void setPrincipal(@Nullable String principal) {
		this.principal = principal;
	}

	public Duration getLockTimeout() {
		return this.lockTimeout;
	}

	public void setLockTimeout(Duration lockTimeout) {
		this.lockTimeout = lockTimeout;
	}

	public int getLockRetries() {
		return this.lockRetries;
	}

	public void setLockRetries(int lockRetries) {
		this.lockRetries = lockRetries;
	}

	public Duration getLockWait() {
		return this.lockWait;
	}

	public void setLockWait(Duration lockWait) {
		this.lockWait = lockWait;
	}

	public OutOfOrder getOutOfOrder() {
		return this.outOfOrder;
	}

	public void setOutOfOrder(OutOfOrder outOfOrder) {
		this.outOfOrder = outOfOrder;
	}

	public DuplicateVersions getDuplicateVersions() {
		return this.duplicateVersions;
	}

	public void setDuplicateVersions(DuplicateVersions duplicateVersions) {
		this.duplicateVersions = duplicateVersions;
	}

	public Held getHeld() {
		return this.held;
	}

	public void setHeld(Held held) {
		this.held = held;
	}

	public Duration getWaitTimeout() {
		return this.waitTimeout;
	}

	public void setWaitTimeout(Duration waitTimeout) {
		this.waitTimeout = waitTimeout;
	}

	public DatasourceProperties getDatasource() {
		return this.datasource;
	}

	public BackupProperties getBackup() {
		return this.backup;
	}

	public DriftProperties getDrift() {
		return this.drift;
	}

	public BackfillProperties getBackfills() {
		return this.backfills;
	}

	public CheckProperties getChecks() {
		return this.checks;
	}

	public Map<String, FeatureProperties> getFeatures() {
		return this.features;
	}

	public void setFeatures(Map<String, FeatureProperties> features) {
		this.features = features;
	}

	public SeedProperties getSeeds() {
		return this.seeds;
	}

	public FlywayProperties getFlyway() {
		return this.flyway;
	}

	/**
	 * What to do about two migrations with the same version.
	 */
	public enum DuplicateVersions {

		/** Refuse to read the migrations. */
		FAIL,

		/** Run them in the order of their ids, with a warning. */
		WARN

	}

	/**
	 * What the migrator does when the application starts.
	 */
	public enum Startup {

		/** Apply what is pending. */
		MIGRATE,

		/** Fail the start if anything is pending. */
		VERIFY,

		/** Wait until another process has migrated. */
		WAIT,

		/** Do nothing. */
		NONE

	}

	/**
	 * What a start does about migrations that are held.
	 */
	public enum Held {

		/** Start without them. */
		CONTINUE,

		/** Wait until they are not held any more, and apply them before anything else. */
		WAIT,

		/** Fail the start. */
		FAIL

	}

}
