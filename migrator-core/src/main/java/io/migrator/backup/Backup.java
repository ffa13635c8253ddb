package io.migrator.backup;

/**
 * A backup that is complete.
 *
 * @param location where it is, in words that lead an operator there: a file, a URL, the
 * name of a snapshot
 * @param restoreCommand the command that restores it, without any password
 */
public record Backup(String location, String restoreCommand) {

	public Backup {
		if (location.isBlank() || restoreCommand.isBlank()) {
			throw new IllegalArgumentException("A backup says where it is and how it is restored");
		}
	}

}
