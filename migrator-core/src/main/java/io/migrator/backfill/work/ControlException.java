package io.migrator.backfill.work;

import java.util.Collection;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;

/**
 * Something an operator said that cannot be.
 */
final class ControlException extends MigratorException {

	ControlException(String problem, String nextStep) {
		super(problem, "nothing was changed", nextStep, null);
	}

	/**
	 * There is no such backfill.
	 * @param name the name
	 * @param known those there are
	 * @return what an operator can act upon
	 */
	static ControlException unknown(String name, Collection<String> known) {
		return new ControlException("There is no backfill " + name,
				known.isEmpty() ? "There are none: no file in the configured locations, and no bean, defines one."
						: "Give one of: " + String.join(", ", known) + ".");
	}

	@Override
	public int exitCode() {
		return ExitCodes.INVALID;
	}

}
