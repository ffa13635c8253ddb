package io.migrator.boot.docker;

import io.migrator.boot.MigratorConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Lets the migrator connect directly to the database that Docker Compose started.
 */
class JdbcAdaptingMigratorConnectionDetailsFactory
		implements ConnectionDetailsFactory<JdbcConnectionDetails, MigratorConnectionDetails> {

	@Override
	public MigratorConnectionDetails getConnectionDetails(JdbcConnectionDetails input) {
		return new AdaptedConnectionDetails(input);
	}

	private record AdaptedConnectionDetails(JdbcConnectionDetails input) implements MigratorConnectionDetails {

		@Override
		public @Nullable String getJdbcUrl() {
			return this.input.getJdbcUrl();
		}

		@Override
		public @Nullable String getUsername() {
			return this.input.getUsername();
		}

		@Override
		public @Nullable String getPassword() {
			return this.input.getPassword();
		}

		@Override
		public @Nullable String getDriverClassName() {
			return this.input.getDriverClassName();
		}

	}

}
