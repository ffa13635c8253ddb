package io.migrator.check;

import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;

/**
 * Checks that cannot be used: nothing was run.
 */
public final class InvalidChecksException extends MigratorException {

	private final List<String> problems;

	InvalidChecksException(List<String> problems) {
		super(String.join("\n", problems), null, "Mend these files, then check again.", null);
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
