package io.migrator.shadow;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import io.migrator.error.MigratorException;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A database that people gave for the purpose, used itself because the role may not make
 * another. Only an empty one is taken, or one that an earlier process of ours marked and
 * could not empty any more. Extensions that are in it stay.
 */
final class GivenDatabase implements ShadowPlace {

	/** Any number, as long as nobody else locks it in a database given as a shadow. */
	private static final long LOCK = 0x6d696772_73686477L;

	private static final String MARK = "In use as a shadow of Migrator, which will empty it";

	private final ShadowServer server;

	private final Connection keeper;

	private final List<String> extensions;

	private final DataSource dataSource;

	private GivenDatabase(ShadowServer server, Connection keeper, List<String> extensions, List<String> settings) {
		this.dataSource = new ConfiguredDataSource(server.dataSource(null), settings);
		this.server = server;
		this.keeper = keeper;
		this.extensions = extensions;
	}

	static GivenDatabase open(ShadowServer server, List<String> settings) throws SQLException {
		Connection keeper = server.dataSource(null).getConnection();
		try (Statement statement = keeper.createStatement()) {
			if (!"t".equals(text(statement, "SELECT pg_try_advisory_lock(" + LOCK + ")"))) {
				throw refused(server, "another process is using it", "Wait for it, or give another database.");
			}
			GivenDatabase database = new GivenDatabase(server, keeper, extensions(statement), settings);
			boolean marked = MARK.equals(text(statement, """
					SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()
					"""));
			if (marked) {
				database.clean();
			}
			else if (!DatabaseContent.drops(statement).isEmpty() || !Subscriptions.here(statement).isEmpty()) {
				throw refused(server, "it is not empty, and the role may not create another",
						"Empty it, or give another database, or let the role create databases: ALTER ROLE … CREATEDB.");
			}
			database.mark(statement, MARK);
			return database;
		}
		catch (SQLException | RuntimeException ex) {
			keeper.close();
			throw ex;
		}
	}

	private static MigratorException refused(ShadowServer server, String why, String next) {
		return new MigratorException(
				"The database at the shadow's URL (on " + server.place() + ") cannot serve as a shadow: " + why,
				"Nothing in it was changed.", next, null);
	}

	private void mark(Statement statement, @Nullable String text) throws SQLException {
		try {
			statement.execute(
					"COMMENT ON DATABASE " + Quote.identifier(this.keeper.getCatalog()) + " IS " + Quote.literal(text));
		}
		catch (SQLException ex) {
			// Only its owner may, and others can do without
			if (!"42501".equals(ex.getSQLState())) {
				throw ex;
			}
		}
	}

	@Override
	public DataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public String description() {
		return "the given database on " + this.server.place();
	}

	@Override
	public void clean() throws SQLException {
		try (Statement statement = this.keeper.createStatement()) {
			Subscriptions.release(statement);
			for (String extension : extensions(statement)) {
				if (!this.extensions.contains(extension)) {
					statement.execute("DROP EXTENSION IF EXISTS " + Quote.identifier(extension) + " CASCADE");
				}
			}
			for (String drop : DatabaseContent.drops(statement)) {
				statement.execute(drop);
			}
		}
	}

	@Override
	public void close() {
		try (Connection connection = this.keeper; Statement statement = connection.createStatement()) {
			clean();
			mark(statement, null);
		}
		catch (SQLException ex) {
			LoggerFactory.getLogger(GivenDatabase.class)
				.warn("The database given as a shadow could not be emptied; empty it before it is used again", ex);
		}
	}

	private static List<String> extensions(Statement statement) throws SQLException {
		return DatabaseContent.texts(statement, "SELECT extname FROM pg_extension");
	}

	private static @Nullable String text(Statement statement, String sql) throws SQLException {
		try (ResultSet row = statement.executeQuery(sql)) {
			return row.next() ? row.getString(1) : null;
		}
	}

}
