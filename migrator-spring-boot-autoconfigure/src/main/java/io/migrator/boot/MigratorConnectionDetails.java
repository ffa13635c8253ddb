package io.migrator.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.jdbc.DatabaseDriver;

/**
 * Where and as whom the migrator connects, if not by the application's own
 * {@link javax.sql.DataSource}.
 */
public interface MigratorConnectionDetails extends ConnectionDetails {

	/**
	 * The JDBC URL of a direct connection.
	 * @return the URL, or {@code null} to connect where the application does
	 */
	@Nullable String getJdbcUrl();

	/**
	 * The database role that migrates.
	 * @return the role, or {@code null} to connect as the application does
	 */
	@Nullable String getUsername();

	/**
	 * The password of that role.
	 * @return the password, or {@code null}
	 */
	@Nullable String getPassword();

	/**
	 * The class of the JDBC driver.
	 * @return the class name, or {@code null} if no URL is given
	 */
	default @Nullable String getDriverClassName() {
		String url = getJdbcUrl();
		return (url != null) ? DatabaseDriver.fromJdbcUrl(url).getDriverClassName() : null;
	}

}
