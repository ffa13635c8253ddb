package io.migrator.migration;

import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * Migrations on disk that contradict each other or their layout: nothing was run.
 */
public class InvalidMigrationsException extends MigratorException {

	private final List<String> problems;

	/**
	 * Creates an exception.
	 * @param problem what is wrong, naming the files
	 * @param nextStep what to do about it, a sentence
	 */
	public InvalidMigrationsException(String problem, String nextStep) {
		this(List.of(problem), nextStep, null);
	}

	InvalidMigrationsException(List<String> problems, String nextStep, @Nullable Throwable cause) {
		super(String.join("\n", problems), null, nextStep, cause);
		this.problems = List.copyOf(problems);
	}

	@Override
	public int exitCode() {
		return ExitCodes.INVALID;
	}

	/**
	 * All that is wrong, one line each.
	 * @return at least one problem
	 */
	public List<String> problems() {
		return this.problems;
	}

}
