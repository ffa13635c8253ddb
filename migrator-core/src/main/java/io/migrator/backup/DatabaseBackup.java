package io.migrator.backup;

/**
 * Takes backups before deploys. An application provides a bean of this type to have them
 * taken otherwise than by {@code pg_dump}: by a snapshot of the storage, say.
 */
@FunctionalInterface
public interface DatabaseBackup {

	/**
	 * Takes a backup, and returns when it is complete. Called in a thread of its own
	 * while the deploy holds the migrator's lock and has sent no statement yet; an
	 * interrupt says that nobody waits for it any more. Nothing has to be kept from being
	 * written meanwhile.
	 * @param request what is about to happen
	 * @return where the backup is, and how it is restored
	 * @throws Exception if there is no complete backup; its message is what the operator
	 * reads
	 */
	Backup take(BackupRequest request) throws Exception;

}
