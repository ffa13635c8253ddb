package io.migrator.boot;

import org.jspecify.annotations.Nullable;

/**
 * A direct connection for the migrator alone.
 */
public class DatasourceProperties {

	/**
	 * JDBC URL of a direct connection to the database. Uses the application's own data
	 * source if not set.
	 */
	private @Nullable String url;

	/**
	 * Database role that migrates. Uses the application's own role if not set.
	 */
	private @Nullable String username;

	/**
	 * Password of the database role that migrates.
	 */
	private @Nullable String password;

	/**
	 * Fully qualified name of the JDBC driver. Detected from the URL if not set.
	 */
	private @Nullable String driverClassName;

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

	public @Nullable String getUsername() {
		return this.username;
	}

	public void setUsername(@Nullable String username) {
		this.username = username;
	}

	public @Nullable String getPassword() {
		return this.password;
	}

	public void setPassword(@Nullable String password) {
		this.password = password;
	}

	public @Nullable String getDriverClassName() {
		return this.driverClassName;
	}

	public void setDriverClassName(@Nullable String driverClassName) {
		this.driverClassName = driverClassName;
	}

}
