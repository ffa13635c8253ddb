package io.migrator.backfill;

import java.util.List;

import io.migrator.error.InvalidFilesException;

/**
 * Definitions of backfills that cannot be used: nothing was run.
 */
public final class InvalidBackfillsException extends InvalidFilesException {

	InvalidBackfillsException(List<String> problems) {
		super(problems,
				"Mend these definitions: a backfill that was not begun anywhere yet may be changed as you like.", null);
	}

}
