package io.migrator.backup;

/**
 * Whether a deploy takes a backup before it applies anything.
 */
public enum BackupMode {

	/** None is taken. */
	NONE,

	/** One is taken if that can be done; if not, the deploy warns and goes on. */
	AUTO,

	/** Nothing is applied without one. */
	REQUIRED

}
