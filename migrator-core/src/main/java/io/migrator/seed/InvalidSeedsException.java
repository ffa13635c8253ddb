package io.migrator.seed;

import java.util.List;

import io.migrator.error.InvalidFilesException;

/**
 * Seeds that cannot be used: nothing was run.
 */
public final class InvalidSeedsException extends InvalidFilesException {

	InvalidSeedsException(List<String> problems) {
		super(problems, "Mend these files, then seed again.", null);
	}

}
