package io.migrator.run;

import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;

/**
 * Files and history contradict each other, so that nothing is applied.
 */
public final class PlanException extends MigratorException {

	private final List<String> problems;

	/**
	 * Creates an exception.
	 * @param problems what is wrong, each with its remedy
	 */
	public PlanException(List<String> problems) {
		super("Nothing can be applied:\n  " + String.join("\n  ", problems), "nothing was changed",
				"Solve what is listed above; 'migrator status' shows where every migration stands.", null);
		this.problems = List.copyOf(problems);
	}

	@Override
	public int exitCode() {
		return ExitCodes.INVALID;
	}

	/**
	 * What is wrong.
	 * @return the problems, each with its remedy
	 */
	public List<String> problems() {
		return this.problems;
	}

}
