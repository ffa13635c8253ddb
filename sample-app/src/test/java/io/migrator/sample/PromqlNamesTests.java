package io.migrator.sample;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PromqlNamesTests {

	@Test
	void findsMetricsAndNothingElse() {
		assertThat(PromqlNames.metrics("""
				sum by (job, backfill) (rate(some_seconds_sum{job=~"$job", state="x y"}[$__rate_interval]))
				/ on (job) group_left (team) max without (instance) (other_total) > 2 * 1e3
				and changes(third[15m]) == 0 or time() - fourth offset 5m""")).containsExactly("some_seconds_sum",
				"other_total", "third", "fourth");
	}

	@Test
	void findsTheLabelsThatAreAskedFor() {
		assertThat(PromqlNames.labels("max by (job) (a{state=~\"failed|held\", job=\"b\"}) > c"))
			.containsExactly("a state failed", "a state held", "a job b");
	}

}
