package io.migrator.boot.actuate;

import java.time.Clock;
import java.time.Duration;

import io.migrator.boot.LastDrift;
import io.migrator.drift.DriftReport;
import io.migrator.drift.DriftedObject;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} that tells of drift in its details. It is up with drift too,
 * since an index that somebody made by hand is no reason to take an application out of
 * service, and unknown while there was no check. The report is read every few seconds at
 * most.
 */
public class DriftHealthIndicator extends AbstractHealthIndicator {

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

	private static final int OBJECTS_SHOWN = 10;

	private final TimelyReader<@Nullable DriftReport> drift;

	/**
	 * Creates an indicator.
	 * @param drift what the last check found
	 */
	public DriftHealthIndicator(LastDrift drift) {
		super("The last check of the schema cannot be read");
		this.drift = new TimelyReader<>(() -> drift.get(TIME_TO_LIVE), Clock.systemUTC(), Duration.ZERO);
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		try {
			DriftReport report = this.drift.get();
			if (report == null) {
				builder.unknown().withDetail("reason", "The schema was not checked yet");
			}
			else {
				describe(builder.up(), report);
			}
		}
		catch (MigratorException ex) {
			// That the database does not answer is for its own indicator to say
			builder.unknown().withDetail("reason", ex.problem());
		}
	}

	private static void describe(Health.Builder builder, DriftReport report) {
		builder.withDetail("drifted", report.count())
			.withDetail("checkedAt", report.checkedAt())
			.withDetail("expectation", report.expectation());
		if (report.isDrifted()) {
			builder.withDetail("objects",
					report.objects().stream().limit(OBJECTS_SHOWN).map(DriftedObject::toString).toList());
		}
	}

}
