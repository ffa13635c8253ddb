package io.migrator.boot.actuate;

import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What came of an operation on a migration.
 *
 * @param operation the operation
 * @param migration the migration after it, or {@code null} if it failed
 * @param failure why it was not done, or {@code null}
 */
public record MigrationOperationDescriptor(String operation, @Nullable MigrationDescriptor migration,
		@Nullable FailureDescriptor failure) implements OperationResponseBody {

	static MigrationOperationDescriptor of(String operation, MigratorException ex) {
		return new MigrationOperationDescriptor(operation, null, FailureDescriptor.of(ex));
	}

}
