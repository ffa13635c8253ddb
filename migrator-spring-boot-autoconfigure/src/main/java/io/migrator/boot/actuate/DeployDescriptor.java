package io.migrator.boot.actuate;

import java.util.List;

import io.migrator.backup.Backup;
import io.migrator.error.MigratorException;
import io.migrator.run.DeployResult;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What a deploy did.
 *
 * @param applied the ids that it applied, in order
 * @param held the ids that it left because something must happen first
 * @param durationMs wall time in milliseconds, or {@code null} if it failed
 * @param failure why it stopped, or {@code null} if it ended well; what it applied before
 * that is in the plan
 * @param backup the backup that was taken before, or {@code null} if none was
 */
public record DeployDescriptor(List<String> applied, List<String> held, @Nullable Long durationMs,
		@Nullable FailureDescriptor failure, @Nullable BackupDescriptor backup) implements OperationResponseBody {

	static DeployDescriptor of(DeployResult result) {
		return new DeployDescriptor(result.applied(), result.held(), result.duration().toMillis(), null,
				BackupDescriptor.of(result.backup()));
	}

	static DeployDescriptor of(MigratorException ex) {
		return new DeployDescriptor(List.of(), List.of(), null, FailureDescriptor.of(ex), null);
	}

	/**
	 * A backup.
	 *
	 * @param location where it is
	 * @param restoreCommand what brings it back, without a password
	 */
	public record BackupDescriptor(String location, String restoreCommand) {

		static @Nullable BackupDescriptor of(@Nullable Backup backup) {
			return (backup != null) ? new BackupDescriptor(backup.location(), backup.restoreCommand()) : null;
		}

	}

}
