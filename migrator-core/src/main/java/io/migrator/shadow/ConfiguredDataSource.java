package io.migrator.shadow;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives sessions the settings that another database gives to its own: a search path set
 * for the database decides where scripts put things.
 */
final class ConfiguredDataSource extends DelegatingDataSource {

	private final List<String> settings;

	ConfiguredDataSource(DataSource target, List<String> settings) {
		super(target);
		this.settings = settings;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		if (this.settings.isEmpty()) {
			return connection;
		}
		try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
			for (String setting : this.settings) {
				int equals = setting.indexOf('=');
				statement.setString(1, setting.substring(0, equals));
				statement.setString(2, setting.substring(equals + 1));
				statement.execute();
			}
			return connection;
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

}
