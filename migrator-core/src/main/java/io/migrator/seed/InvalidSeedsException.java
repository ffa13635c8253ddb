package io.migrator.seed;

import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;

/**
 * Seeds that cannot be used: nothing was run.
 */
public final class InvalidSeedsException extends MigratorException {

	private final List<String> problems;

	InvalidSeedsException(List<String> problems) {
		super(String.join("\n", problems), null, "Mend these files, then seed again.", null);
		this.problems = List.copyOf(problems);
	}

	/**
	 * All that is wrong, one line each.
	 * @return at least one problem, naming file, line and column
	 */
	public List<String> problems() {
		return this.problems;
	}

	@Override
	public int exitCode() {
		return ExitCodes.INVALID;
	}

}
