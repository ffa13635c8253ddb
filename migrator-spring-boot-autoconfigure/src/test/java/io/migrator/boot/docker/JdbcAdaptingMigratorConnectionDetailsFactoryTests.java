package io.migrator.boot.docker;

import java.util.Map;

import io.migrator.boot.MigratorConnectionDetails;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

import static org.assertj.core.api.Assertions.assertThat;

class JdbcAdaptingMigratorConnectionDetailsFactoryTests {

	@Test
	void adaptsTheDatabaseThatDockerComposeStarted() {
		Map<Class<?>, ConnectionDetails> details = new ConnectionDetailsFactories(getClass().getClassLoader())
			.getConnectionDetails(new ComposeDetails(), true);
		assertThat(details.get(MigratorConnectionDetails.class)).isInstanceOfSatisfying(MigratorConnectionDetails.class,
				(migrator) -> {
					assertThat(migrator.getJdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:33333/wallet");
					assertThat(migrator.getUsername()).isEqualTo("ana");
					assertThat(migrator.getPassword()).isEqualTo("secret");
					assertThat(migrator.getDriverClassName()).isEqualTo("org.postgresql.Driver");
				});
	}

	private static final class ComposeDetails implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return "ana";
		}

		@Override
		public String getPassword() {
			return "secret";
		}

		@Override
		public String getJdbcUrl() {
			return "jdbc:postgresql://127.0.0.1:33333/wallet";
		}

	}

}
