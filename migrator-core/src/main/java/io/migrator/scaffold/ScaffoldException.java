package io.migrator.scaffold;

import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * A change that cannot be scaffolded, or that was asked for in words that mean nothing
 * here.
 */
public final class ScaffoldException extends MigratorException {

	private final int exitCode;

	private ScaffoldException(String problem, @Nullable String databaseState, String nextStep, int exitCode) {
		super(problem, databaseState, nextStep, null);
		this.exitCode = exitCode;
	}

	static ScaffoldException unknown(String problem, List<String> near) {
		return new ScaffoldException(problem, null,
				near.isEmpty() ? "Check the name; names with capitals need double quotes."
						: "Did you mean " + String.join(", ", near) + "?",
				ExitCodes.USAGE);
	}

	static ScaffoldException usage(String problem, String nextStep) {
		return new ScaffoldException(problem, null, nextStep, ExitCodes.USAGE);
	}

	static ScaffoldException refused(String problem, String nextStep) {
		return new ScaffoldException(problem, null, nextStep, ExitCodes.HELD);
	}

	static ScaffoldException unproved(String problem, String nextStep) {
		return new ScaffoldException(problem, "only a shadow was touched, which is thrown away", nextStep,
				ExitCodes.FAILED);
	}

	@Override
	public int exitCode() {
		return this.exitCode;
	}

}
