package io.migrator.migration;

/**
 * Something about the files that is no error but should not pass in silence.
 *
 * @param kind what kind of thing
 * @param location the location, as configured
 * @param path the file or folder as people know it, or the location itself
 * @param message the whole sentence
 */
public record MigrationWarning(Kind kind, String location, String path, String message) {

	@Override
	public String toString() {
		return this.message;
	}

	/**
	 * The kinds of warnings.
	 */
	public enum Kind {

		/** The location does not exist. */
		MISSING_LOCATION,

		/** The location has no migration. */
		EMPTY_LOCATION,

		/** An SQL file that the layout of its location does not know. */
		STRAY_FILE,

		/** A folder that looks like a migration and has no script. */
		FOLDER_WITHOUT_SCRIPT,

		/** A script without a statement. */
		EMPTY_SCRIPT,

		/** A directive below the first statement of a script. */
		MISPLACED_DIRECTIVE,

		/** A down, undo or verify script whose migration is not there. */
		DOWN_WITHOUT_UP,

		/** A file that the journal does not list. */
		NOT_IN_JOURNAL,

		/** The same migration with the same text in two places; one of them is used. */
		IDENTICAL_COPY,

		/** Two migrations with one version, where the settings allow that. */
		DUPLICATE_VERSION,

		/** A feature of another tool that the migrator passes over. */
		NOT_SUPPORTED

	}

}
