package io.migrator.shadow;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * How to reach a database, and others on the same server.
 *
 * @param url its JDBC URL
 * @param user the role, or {@code null} if the URL says it
 * @param password its password, or {@code null} if it needs none or the URL says it
 */
public record ShadowServer(String url, @Nullable String user, @Nullable String password) {

	/**
	 * Finds out how a data source reaches its database.
	 * @param dataSource the data source, a pool or not
	 * @return what it says of itself; without a password if it does not tell
	 */
	public static @Nullable ShadowServer of(DataSource dataSource) {
		DataSource target = dataSource;
		while (target instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			target = delegating.getTargetDataSource();
		}
		BeanWrapper bean = PropertyAccessorFactory.forBeanPropertyAccess(target);
		String url = text(bean, "jdbcUrl", "url", "URL");
		if (url != null) {
			return new ShadowServer(url, text(bean, "username", "user"), text(bean, "password"));
		}
		if (bean.isReadableProperty("dataSource") && bean.getPropertyValue("dataSource") instanceof DataSource inner) {
			return of(inner);
		}
		try (Connection connection = dataSource.getConnection()) {
			return new ShadowServer(connection.getMetaData().getURL(), connection.getMetaData().getUserName(), null);
		}
		catch (SQLException ex) {
			return null;
		}
	}

	private static @Nullable String text(BeanWrapper bean, String... properties) {
		for (String property : properties) {
			if (bean.isReadableProperty(property) && bean.getPropertyValue(property) instanceof String text) {
				return text;
			}
		}
		return null;
	}

	/**
	 * Reaches a database of this server.
	 * @param database its name, or {@code null} for the one that the URL names
	 * @return a data source that opens a connection each time
	 * @throws IllegalArgumentException if the URL is not one of PostgreSQL's driver
	 */
	PGSimpleDataSource dataSource(@Nullable String database) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		// Drivers that wrap another put their name in front of its
		dataSource.setURL(this.url.replaceFirst("^jdbc:[a-zA-Z0-9-]+:postgresql:", "jdbc:postgresql:"));
		if (this.user != null) {
			dataSource.setUser(this.user);
		}
		if (this.password != null) {
			dataSource.setPassword(this.password);
		}
		if (database != null) {
			dataSource.setDatabaseName(database);
		}
		dataSource.setApplicationName("migrator shadow");
		return dataSource;
	}

	/**
	 * The server as people call it.
	 * @return host and port
	 */
	String place() {
		PGSimpleDataSource dataSource = dataSource(null);
		int port = dataSource.getPortNumbers()[0];
		return dataSource.getServerNames()[0] + ":" + ((port == 0) ? 5432 : port);
	}

	/** Passwords are told to nobody, neither are URLs that may hold one. */
	@Override
	public String toString() {
		return "ShadowServer[" + this.url.replaceFirst("\\?.*", "?…") + ", " + this.user + "]";
	}

}
