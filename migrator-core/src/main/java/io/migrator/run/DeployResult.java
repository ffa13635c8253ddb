package io.migrator.run;

import java.time.Duration;
import java.util.List;

import io.migrator.plan.Plan;

/**
 * What a deploy did.
 *
 * @param plan the plan that it carried out; without the rows of the history if there was
 * nothing to do
 * @param applied the ids that it applied, in order
 * @param held the ids that it left because something must happen first
 * @param duration wall time
 */
public record DeployResult(Plan plan, List<String> applied, List<String> held, Duration duration) {

}
