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
			DatabaseTraits traits = (source != null) ? DatabaseTraits.find(source, warnings) : null;
			String user = "postgres";
			if (source != null && traits != null) {
				user = traits.role();
				createRoles(new ShadowServer(url, "postgres", null), source, user);
			}
			return new EmbeddedServer(server, OwnDatabase.create(new ShadowServer(url, user, null), traits, warnings));
		}
		catch (SQLException | RuntimeException ex) {
			server.close();
			throw ex;
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
