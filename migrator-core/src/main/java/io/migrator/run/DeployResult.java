package io.migrator.run;

import java.time.Duration;
import java.util.List;

import io.migrator.backup.Backup;
import io.migrator.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * What a deploy did.
 *
 * @param plan the plan that it carried out; without the rows of the history if there was
 * nothing to do
 * @param applied the ids that it applied, in order
 * @param held the ids that it left because something must happen first
 * @param duration wall time
 * @param backup the backup that it took before it applied anything, or {@code null} if it
 * took none
 */
public record DeployResult(Plan plan, List<String> applied, List<String> held, Duration duration,
		@Nullable Backup backup) {

}
