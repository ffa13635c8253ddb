package io.migrator.seed;

import java.util.List;

/**
 * Which seeds are not idempotent.
 *
 * @param checked the names of all that were checked
 * @param findings what is wrong with some of them
 */
public record SeedCheckReport(List<String> checked, List<Finding> findings) {

	public SeedCheckReport {
		checked = List.copyOf(checked);
		findings = List.copyOf(findings);
	}

	/**
	 * Whether every seed may be run again and again.
	 * @return whether nothing was found
	 */
	public boolean isIdempotent() {
		return this.findings.isEmpty();
	}

	/**
	 * A seed that failed, or that changed something when it was run the second time.
	 *
	 * @param seed its name
	 * @param script its file
	 * @param problem what the second run did, or why it failed
	 */
	public record Finding(String seed, String script, String problem) {
	}

}
