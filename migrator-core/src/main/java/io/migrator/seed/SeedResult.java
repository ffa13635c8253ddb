package io.migrator.seed;

import java.time.Duration;
import java.util.List;

/**
 * What a run of the seeds did.
 *
 * @param seeds those that were run, in order
 * @param duration wall time
 */
public record SeedResult(List<Done> seeds, Duration duration) {

	public SeedResult {
		seeds = List.copyOf(seeds);
	}

	/**
	 * How many rows were affected.
	 * @return the sum, rows that were updated to what they were included
	 */
	public long rows() {
		return this.seeds.stream().mapToLong(Done::rows).sum();
	}

	/**
	 * A seed that was run and committed.
	 *
	 * @param name its name
	 * @param script its file
	 * @param rows how many rows it affected
	 * @param duration wall time
	 */
	public record Done(String name, String script, long rows, Duration duration) {
	}

}
