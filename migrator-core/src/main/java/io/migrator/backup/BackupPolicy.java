package io.migrator.backup;

/**
 * Whether and how backups are taken.
 *
 * @param mode whether
 * @param backup how; not asked if there are to be none
 */
public record BackupPolicy(BackupMode mode, DatabaseBackup backup) {

	/** Takes none. */
	public static final BackupPolicy NONE = new BackupPolicy(BackupMode.NONE, (request) -> {
		throw new IllegalStateException("No backups are asked for");
	});

}
