package io.migrator.boot.actuate;

import java.time.Duration;
import java.util.List;

import io.migrator.boot.LastChecks;
import io.migrator.check.CheckResult;
import io.migrator.check.CheckState;
import io.migrator.error.MigratorException;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} that names the checks that failed in its details. It is up with
 * them too, since taking an application out of service does not mend its data, and every
 * replica would go at once. What was found is left to the endpoint. The results are read
 * every few seconds at most.
 */
public class ChecksHealthIndicator extends AbstractHealthIndicator {

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

	private final LastChecks checks;

	/**
	 * Creates an indicator.
	 * @param checks where the checks stand
	 */
	public ChecksHealthIndicator(LastChecks checks) {
		super("The results of the checks cannot be read");
		this.checks = checks;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		try {
			List<CheckResult> results = this.checks.get(TIME_TO_LIVE);
			builder.up().withDetail("passed", names(results, CheckState.PASSED).size());
			for (CheckState state : List.of(CheckState.FAILED, CheckState.WAITING, CheckState.UNCHECKED)) {
				List<String> names = names(results, state);
				if (!names.isEmpty()) {
					builder.withDetail(state.word(), names);
				}
			}
		}
		catch (MigratorException ex) {
			// That the database does not answer is for its own indicator to say
			builder.unknown().withDetail("reason", ex.problem());
		}
	}

	private static List<String> names(List<CheckResult> results, CheckState state) {
		return results.stream().filter((result) -> result.state() == state).map(CheckResult::name).toList();
	}

}
