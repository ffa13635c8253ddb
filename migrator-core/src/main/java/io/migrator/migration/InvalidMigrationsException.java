package io.migrator.migration;

import java.util.List;

import io.migrator.error.InvalidFilesException;
import org.jspecify.annotations.Nullable;

/**
 * Migrations on disk that contradict each other or their layout: nothing was run.
 */
public class InvalidMigrationsException extends InvalidFilesException {

	/**
	 * Creates an exception.
	 * @param problem what is wrong, naming the files
	 * @param nextStep what to do about it, a sentence
	 */
	public InvalidMigrationsException(String problem, String nextStep) {
		this(List.of(problem), nextStep, null);
	}

	InvalidMigrationsException(List<String> problems, String nextStep, @Nullable Throwable cause) {
		super(problems, nextStep, cause);
	}

}
