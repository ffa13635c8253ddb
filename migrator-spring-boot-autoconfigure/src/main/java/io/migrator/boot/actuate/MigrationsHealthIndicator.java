package io.migrator.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.plan.MigrationState;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} made for the readiness group: down when a migration failed, out
 * of service while the next deploy would have something to apply, else up. The plan is
 * read every few seconds at most.
 */
public class MigrationsHealthIndicator extends AbstractHealthIndicator {

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

	private final Migrator migrator;

	private final Clock clock;

	private @Nullable Snapshot snapshot;

	/**
	 * Creates an indicator.
	 * @param migrator the migrator
	 * @param clock tells the age of the plan
	 */
	public MigrationsHealthIndicator(Migrator migrator, Clock clock) {
		super("The state of the migrations cannot be read");
		this.migrator = migrator;
		this.clock = clock;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Snapshot current = snapshot();
		builder.status(current.status());
		current.summary().forEach((state, count) -> {
			if (count > 0) {
				builder.withDetail(state.label(), count);
			}
		});
	}

	private synchronized Snapshot snapshot() {
		Instant now = this.clock.instant();
		Snapshot current = this.snapshot;
		if (current == null || !now.isBefore(current.readAt().plus(TIME_TO_LIVE))) {
			Plan plan = this.migrator.plan();
			current = new Snapshot(status(plan), plan.summary(), now);
			this.snapshot = current;
		}
		return current;
	}

	private static Status status(Plan plan) {
		List<PlannedMigration> needed = plan.migrations().stream().filter(MigrationsHealthIndicator::isNeeded).toList();
		if (needed.stream().anyMatch((migration) -> migration.state() == MigrationState.FAILED)) {
			return Status.DOWN;
		}
		return needed.stream().anyMatch(PlannedMigration::next) ? Status.OUT_OF_SERVICE : Status.UP;
	}

	/**
	 * Whether this application needs a migration in order to serve: not if it is one of a
	 * newer version, which may fail without taking the replicas of this one away, and not
	 * if it is applied while the application serves already, since it comes after the
	 * start or was held until something happened.
	 */
	private static boolean isNeeded(PlannedMigration migration) {
		return migration.migration() != null && !migration.afterStart() && !migration.isReleased();
	}

	/**
	 * What was read, and when.
	 */
	private record Snapshot(Status status, Map<MigrationState, Integer> summary, Instant readAt) {

	}

}
