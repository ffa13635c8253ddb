package io.migrator.shadow;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.migrator.sql.Quote;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A database on a server that is started for it. The class is loaded only if that of the
 * embedded server is there.
 */
final class EmbeddedServer implements ShadowPlace {

	private final EmbeddedPostgres server;

	private final OwnDatabase database;

	private EmbeddedServer(EmbeddedPostgres server, OwnDatabase database) {
		this.server = server;
		this.database = database;
	}

	/**
	 * Starts a server and makes a database on it.
	 * @param source the database that it stands for: the role and its name there are the
	 * same here, and so are the names of all others, so that owners and privileges can be
	 * given; {@code null} if there is none
	 * @param warnings receives what is not as there
	 * @return the database
	 * @throws IOException if the server does not start
	 * @throws SQLException whatever it says
	 */
	static EmbeddedServer start(@Nullable ShadowServer source, List<String> warnings) throws IOException, SQLException {
		EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setServerConfig("fsync", "off")
			.setServerConfig("max_connections", "50")
			.start();
		try {
			String url = server.getJdbcUrl("postgres", "postgres");
			DatabaseTraits traits = (source != null) ? traits(source, warnings) : null;
			String user = "postgres";
			if (source != null && traits != null) {
				user = traits.role();
				createRoles(new ShadowServer(url, "postgres", null), source, user);
			}
			return new EmbeddedServer(server, database(new ShadowServer(url, user, null), traits, warnings));
		}
		catch (SQLException | RuntimeException ex) {
			server.close();
			throw ex;
		}
	}

	private static @Nullable DatabaseTraits traits(ShadowServer source, List<String> warnings) {
		try {
			return DatabaseTraits.of(source);
		}
		catch (SQLException ex) {
			warnings.add("The embedded shadow knows neither the roles nor the locale of the database that it stands "
					+ "for, which could not be reached: " + ex.getMessage());
			return null;
		}
	}

	private static OwnDatabase database(ShadowServer server, @Nullable DatabaseTraits traits, List<String> warnings)
			throws SQLException {
		if (traits == null) {
			return OwnDatabase.create(server, null);
		}
		DatabaseTraits own = DatabaseTraits.of(server);
		if (own.serverVersion() != traits.serverVersion()) {
			warnings.add("The shadow runs on an embedded PostgreSQL " + own.serverVersion()
					+ ", while the database that it stands for runs on " + traits.serverVersion()
					+ ": what is new in one of them can make a difference.");
		}
		try {
			return OwnDatabase.create(server, traits);
		}
		catch (SQLException ex) {
			// 42809 and 22023: the operating system has no such locale
			if (!"42809".equals(ex.getSQLState()) && !"22023".equals(ex.getSQLState())) {
				throw ex;
			}
			warnings.add("The embedded shadow has another locale than the database that it stands for, which has"
					+ traits.createOptions() + ".");
			return OwnDatabase.create(server,
					new DatabaseTraits(own.serverVersion(), own.role(), own.createOptions(), traits.settings()));
		}
	}

	private static void createRoles(ShadowServer server, ShadowServer source, String user) throws SQLException {
		List<String> roles = new ArrayList<>();
		try (Connection connection = source.dataSource(null).getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_'")) {
			while (rows.next()) {
				roles.add(rows.getString(1));
			}
		}
		try (Connection connection = server.dataSource(null).getConnection();
				Statement statement = connection.createStatement()) {
			for (String role : roles) {
				if (!role.equals("postgres")) {
					statement.execute(
							"CREATE ROLE " + Quote.identifier(role) + (role.equals(user) ? " SUPERUSER LOGIN" : ""));
				}
			}
		}
	}

	@Override
	public DataSource dataSource() {
		return this.database.dataSource();
	}

	@Override
	public String description() {
		return this.database.description() + " (embedded)";
	}

	@Override
	public void clean() throws SQLException {
		this.database.clean();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			LoggerFactory.getLogger(EmbeddedServer.class).warn("The embedded server did not stop cleanly", ex);
		}
	}

}
