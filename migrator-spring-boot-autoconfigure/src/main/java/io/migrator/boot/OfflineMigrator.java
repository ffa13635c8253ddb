package io.migrator.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.migrator.Migrator;
import io.migrator.run.MigratorSettings;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A migrator without a database, for what concerns files alone.
 */
public final class OfflineMigrator {

	private OfflineMigrator() {
	}

	/**
	 * Creates a migrator from the environment alone.
	 * @param environment the environment
	 * @param resourceLoader finds the migrations
	 * @return a migrator whose operations fail as soon as they need a database
	 */
	public static Migrator create(Environment environment, ResourceLoader resourceLoader) {
		MigratorProperties properties = Binder.get(environment).bindOrCreate("migrator", MigratorProperties.class);
		MigratorSettings settings = MigratorSettingsFactory.create(properties, environment, null);
		return new Migrator(new NoDatabase(), Migrations.create(properties, List.of(), resourceLoader.getClassLoader()),
				settings, List.of());
	}

	/**
	 * Refuses every connection.
	 */
	private static final class NoDatabase extends AbstractDataSource {

		@Override
		public Connection getConnection() throws SQLException {
			throw new SQLException("This command works without a database", "08003");
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
