package io.migrator.boot;

import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.migrator.shadow.ShadowServer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Finds out how another program can go where the migrator's data source goes: as the data
 * source tells, and where it keeps its password to itself, as the application was told to
 * reach the same URL.
 */
final class BackupConnection implements Supplier<@Nullable ShadowServer> {

	private final DataSource dataSource;

	private final ObjectProvider<JdbcConnectionDetails> details;

	private final ObjectProvider<DataSourceProperties> properties;

	BackupConnection(DataSource dataSource, ObjectProvider<JdbcConnectionDetails> details,
			ObjectProvider<DataSourceProperties> properties) {
		this.dataSource = dataSource;
		this.details = details;
		this.properties = properties;
	}

	@Override
	public @Nullable ShadowServer get() {
		ShadowServer server = ShadowServer.of(this.dataSource);
		if (server == null || server.password() != null) {
			return server;
		}
		return known().filter((known) -> known.url().equals(server.url()))
			.filter((known) -> server.user() == null || server.user().equals(known.user()))
			.findFirst()
			.orElse(server);
	}

	private Stream<ShadowServer> known() {
		return Stream.concat(
				this.details.orderedStream()
					.map((known) -> new ShadowServer(known.getJdbcUrl(), known.getUsername(), known.getPassword())),
				this.properties.orderedStream()
					.filter((known) -> known.getUrl() != null)
					.map((known) -> new ShadowServer(String.valueOf(known.getUrl()), known.getUsername(),
							known.getPassword())));
	}

}
