package io.migrator.run;

import java.util.List;

import io.migrator.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * What a check of files, history and syntax found, without running anything.
 *
 * @param plan the plan, whose problems and warnings count too
 * @param statementsChecked how many statements the server was asked about
 * @param findings what is wrong with scripts; empty if nothing is
 */
public record ValidationReport(Plan plan, int statementsChecked, List<Finding> findings) {

	public ValidationReport {
		findings = List.copyOf(findings);
	}

	/**
	 * Whether a deploy may be tried.
	 * @return whether neither the plan nor a script has a problem
	 */
	public boolean isValid() {
		return this.findings.isEmpty() && this.plan.problems().isEmpty();
	}

	/**
	 * Something wrong with a script.
	 *
	 * @param migration the migration's id
	 * @param script the script's name
	 * @param line the line, counted from 1
	 * @param column the column, counted from 1
	 * @param problem what is wrong
	 * @param sqlState what the server calls it, or {@code null} if it was not asked
	 */
	public record Finding(String migration, String script, int line, int column, String problem,
			@Nullable String sqlState) {
	}

}
