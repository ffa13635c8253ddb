package io.migrator.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.plan.MigrationState;
import io.migrator.plan.Plan;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

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
		Map<MigrationState, Integer> summary = summary();
		if (summary.getOrDefault(MigrationState.FAILED, 0) > 0) {
			builder.down();
		}
		else if (summary.getOrDefault(MigrationState.PENDING, 0) > 0
				|| summary.getOrDefault(MigrationState.ROLLED_BACK, 0) > 0) {
			builder.outOfService();
		}
		else {
			builder.up();
		}
		Map<String, Integer> details = new LinkedHashMap<>();
		summary.forEach((state, count) -> {
			if (count > 0) {
				details.put(state.label(), count);
			}
		});
		builder.withDetails(details);
	}

	private synchronized Map<MigrationState, Integer> summary() {
		Instant now = this.clock.instant();
		Snapshot current = this.snapshot;
		if (current == null || !now.isBefore(current.readAt().plus(TIME_TO_LIVE))) {
			Plan plan = this.migrator.plan();
			current = new Snapshot(plan.summary(), now);
			this.snapshot = current;
		}
		return current.summary();
	}

	/**
	 * What was read, and when.
	 */
	private record Snapshot(Map<MigrationState, Integer> summary, Instant readAt) {

	}

}
