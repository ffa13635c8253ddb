package io.migrator.shadow;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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

	/** What is in its schemas or beside them, without the members of extensions. */
	private static final String CONTENT = """
			WITH member AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
			    space AS (SELECT oid, nspname FROM pg_namespace n WHERE (oid >= 16384 OR nspname = 'public')
			        AND nspname !~ '^pg_' AND (2615, oid) NOT IN (SELECT classid, objid FROM member))
			SELECT 'DROP EVENT TRIGGER IF EXISTS ' || quote_ident(evtname) || ' CASCADE' FROM pg_event_trigger
			WHERE (3466, oid) NOT IN (SELECT classid, objid FROM member)
			UNION ALL
			SELECT 'DROP SCHEMA IF EXISTS ' || quote_ident(nspname) || ' CASCADE' FROM space WHERE nspname <> 'public'
			UNION ALL
			SELECT format('DROP %s IF EXISTS %s CASCADE', replace(i.type, 'statistics object', 'statistics'), i.identity)
			FROM pg_depend d, pg_identify_object(d.classid, d.objid, 0) i
			WHERE d.refclassid = 2615 AND d.refobjid = (SELECT oid FROM space WHERE nspname = 'public')
			    AND d.deptype = 'n' AND d.classid NOT IN (826, 3079)
			    AND (d.classid, d.objid) NOT IN (SELECT classid, objid FROM member)
			UNION ALL
			SELECT 'DROP PUBLICATION IF EXISTS ' || quote_ident(pubname) || ' CASCADE' FROM pg_publication
			UNION ALL
			SELECT 'DROP FOREIGN DATA WRAPPER IF EXISTS ' || quote_ident(fdwname) || ' CASCADE'
			FROM pg_foreign_data_wrapper WHERE (2328, oid) NOT IN (SELECT classid, objid FROM member)
			UNION ALL
			SELECT 'DROP SERVER IF EXISTS ' || quote_ident(srvname) || ' CASCADE' FROM pg_foreign_server
			UNION ALL
			SELECT format('DROP CAST IF EXISTS (%s AS %s) CASCADE', format_type(castsource, NULL),
			    format_type(casttarget, NULL)) FROM pg_cast
			WHERE oid >= 16384 AND (2605, oid) NOT IN (SELECT classid, objid FROM member)
			""";

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
			else if (!list(statement, CONTENT).isEmpty()) {
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
			for (String extension : extensions(statement)) {
				if (!this.extensions.contains(extension)) {
					statement.execute("DROP EXTENSION IF EXISTS " + Quote.identifier(extension) + " CASCADE");
				}
			}
			for (String drop : list(statement, CONTENT)) {
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
		return list(statement, "SELECT extname FROM pg_extension");
	}

	private static @Nullable String text(Statement statement, String sql) throws SQLException {
		try (ResultSet row = statement.executeQuery(sql)) {
			return row.next() ? row.getString(1) : null;
		}
	}

	private static List<String> list(Statement statement, String sql) throws SQLException {
		List<String> texts = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				texts.add(rows.getString(1));
			}
		}
		return texts;
	}

}
