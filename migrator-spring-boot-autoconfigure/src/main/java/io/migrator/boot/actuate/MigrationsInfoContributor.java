package io.migrator.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.error.MigratorException;
import io.migrator.history.StoredSnapshot;
import io.migrator.plan.MigrationState;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * {@link InfoContributor} that tells which version the schema is of. What it says is read
 * every few seconds at most, and nobody waits long for it.
 */
public class MigrationsInfoContributor implements InfoContributor {

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

	private final TimelyReader<Map<String, Object>> reader;

	/**
	 * Creates a contributor.
	 * @param migrator the migrator
	 * @param clock tells the age of what was read
	 */
	public MigrationsInfoContributor(Migrator migrator, Clock clock) {
		this.reader = new TimelyReader<>(() -> read(migrator), clock, TIME_TO_LIVE);
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> details;
		try {
			details = this.reader.get();
		}
		catch (MigratorException ex) {
			details = Map.of("unknown", ex.problem());
		}
		builder.withDetail("migrations", details);
	}

	private static Map<String, Object> read(Migrator migrator) {
		Plan plan = migrator.plan();
		Map<String, Object> details = new LinkedHashMap<>();
		PlannedMigration newest = newest(plan);
		if (newest != null) {
			details.put("version", String.valueOf(newest.version()));
			details.put("migration", newest.id());
		}
		StoredSnapshot snapshot = migrator.snapshot();
		if (snapshot != null) {
			details.put("fingerprint", snapshot.fingerprint());
		}
		Map<MigrationState, Integer> summary = plan.summary();
		for (MigrationState state : new MigrationState[] { MigrationState.APPLIED, MigrationState.PENDING,
				MigrationState.HELD, MigrationState.FAILED }) {
			details.put(state.label(), summary.getOrDefault(state, 0));
		}
		return details;
	}

	/** Of those that are in the database, a newer application's too. */
	private static @Nullable PlannedMigration newest(Plan plan) {
		PlannedMigration newest = null;
		for (PlannedMigration migration : plan.migrations()) {
			boolean there = migration.state() == MigrationState.APPLIED || migration.state() == MigrationState.MISSING
					|| migration.state() == MigrationState.CHANGED;
			newest = (there && migration.version() != null) ? migration : newest;
		}
		return newest;
	}

}
