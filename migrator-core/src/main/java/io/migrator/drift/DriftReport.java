package io.migrator.drift;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a check found.
 *
 * @param checkedAt when, by the server's clock
 * @param took how long it took
 * @param checkedBy which process did it
 * @param expectation what the live schema was compared with
 * @param count how many objects are not as expected
 * @param objects the first of them, sorted by name
 * @param restore the SQL that makes all of the schema what is expected, in its order;
 * empty if nothing differs
 * @param adopt the SQL that, as a migration, would make expected what is there; empty if
 * nothing differs
 */
public record DriftReport(Instant checkedAt, Duration took, String checkedBy, String expectation, int count,
		List<DriftedObject> objects, String restore, String adopt) {

	public DriftReport {
		objects = List.copyOf(objects);
	}

	public boolean isDrifted() {
		return this.count > 0;
	}

}
