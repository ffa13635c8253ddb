package io.migrator.check;

import java.util.List;

import io.migrator.error.InvalidFilesException;

/**
 * Checks that cannot be used: nothing was run.
 */
public final class InvalidChecksException extends InvalidFilesException {

	InvalidChecksException(List<String> problems) {
		super(problems, "Mend these files, then check again.", null);
	}

}
