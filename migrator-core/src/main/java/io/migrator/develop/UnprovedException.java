package io.migrator.develop;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;

/**
 * A script was written, tried on a shadow, and did not do what it should: it is not
 * handed out.
 */
public final class UnprovedException extends MigratorException {

	UnprovedException(String problem, String nextStep) {
		super(problem, "only a shadow was touched, which is thrown away", nextStep, null);
	}

	@Override
	public int exitCode() {
		return ExitCodes.FAILED;
	}

}
