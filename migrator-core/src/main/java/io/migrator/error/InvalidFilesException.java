package io.migrator.error;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Files of the application that cannot be used: nothing was run.
 */
public abstract class InvalidFilesException extends MigratorException {

	private final List<String> problems;

	/**
	 * Creates an exception.
	 * @param problems all that is wrong, one line each, naming the files
	 * @param nextStep what to do about it, a sentence
	 * @param cause the cause, or {@code null}
	 */
	protected InvalidFilesException(List<String> problems, String nextStep, @Nullable Throwable cause) {
		super(String.join("\n", problems), null, nextStep, cause);
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
