package io.migrator.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus;
import io.migrator.boot.LastBackfills;
import io.migrator.error.MigratorException;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} that shows which backfills stand where. It is up also if one
 * has failed: the application was written to serve while rows are not filled yet, and
 * taking it out of service fills none.
 */
public class BackfillsHealthIndicator extends AbstractHealthIndicator {

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

	private final TimelyReader<List<BackfillStatus>> backfills;

	/**
	 * Creates an indicator.
	 * @param backfills where the backfills stand
	 */
	public BackfillsHealthIndicator(LastBackfills backfills) {
		super("The state of the backfills cannot be read");
		this.backfills = new TimelyReader<>(() -> backfills.get(TIME_TO_LIVE), Clock.systemUTC(), Duration.ZERO);
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		try {
			Map<BackfillState, List<String>> names = this.backfills.get()
				.stream()
				.collect(Collectors.groupingBy(BackfillStatus::state, TreeMap::new,
						Collectors.mapping(BackfillStatus::name, Collectors.toUnmodifiableList())));
			builder.up();
			names.forEach((state, all) -> builder.withDetail(state.word(),
					(state == BackfillState.COMPLETED) ? all.size() : all));
		}
		catch (MigratorException ex) {
			// That the database does not answer is for its own indicator to say
			builder.unknown().withDetail("reason", ex.problem());
		}
	}

}
