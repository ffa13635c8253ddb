package io.migrator.backfill;

import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;

/**
 * Definitions of backfills that cannot be used: nothing was run.
 */
public final class InvalidBackfillsException extends MigratorException {

	private final List<String> problems;

	InvalidBackfillsException(List<String> problems) {
		super(String.join("\n", problems), null,
				"Mend these definitions: a backfill that was not begun anywhere yet may be changed as you like.", null);
		this.problems = List.copyOf(problems);
	}

	/**
	 * All that is wrong, one line each.
	 * @return at least one problem, naming the file and, where there is one, the line
	 */
	public List<String> problems() {
		return this.problems;
	}

	@Override
	public int exitCode() {
		return ExitCodes.INVALID;
	}

}
