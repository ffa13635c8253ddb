package io.migrator.run;

import java.time.Duration;
import java.util.List;

/**
 * What a rollback did.
 *
 * @param rolledBack the ids that were taken back, in the order in which it happened
 * @param duration wall time
 */
public record RollbackResult(List<String> rolledBack, Duration duration) {

}
