package io.migrator.shadow;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database made for the purpose. Its name tells when it was made, by the server's
 * clock, so that there is no moment at which a leftover cannot be told.
 */
final class OwnDatabase implements ShadowPlace {

	private static final Logger LOGGER = LoggerFactory.getLogger(OwnDatabase.class);

	/** The operating system of another server need not know a locale. */
	private static final Set<String> NO_SUCH_LOCALE = Set.of("42809", "22023");

	private final ShadowServer server;

	private final String name;

	private final String createOptions;

	private final DataSource dataSource;

	private OwnDatabase(ShadowServer server, String name, String createOptions, List<String> settings) {
		this.server = server;
		this.name = name;
		this.createOptions = createOptions;
		this.dataSource = new ConfiguredDataSource(server.dataSource(name), settings);
	}

	/**
	 * Makes a database, and drops what processes left that died more than a day ago.
	 * @param server whose server it is to be on
	 * @param traits what it is to be like, or {@code null} for the server's database
	 * @param warnings receives in what it is not like that
	 * @return the database
	 * @throws SQLException whatever the server says, such as 42501 without the right
	 */
	static OwnDatabase create(ShadowServer server, @Nullable DatabaseTraits traits, List<String> warnings)
			throws SQLException {
		try (Connection connection = server.dataSource(null).getConnection();
				Statement statement = connection.createStatement()) {
			DatabaseTraits own = DatabaseTraits.of(connection);
			OwnDatabase database = create(server, statement, (traits != null) ? traits : own, own, warnings);
			try {
				sweep(server, statement);
				database.dataSource.getConnection().close();
				return database;
			}
			catch (SQLException | RuntimeException ex) {
				database.close();
				throw ex;
			}
		}
	}

	private static OwnDatabase create(ShadowServer server, Statement statement, DatabaseTraits wanted,
			DatabaseTraits own, List<String> warnings) throws SQLException {
		String name = name(statement);
		boolean sameVersion = wanted.serverVersion() == own.serverVersion();
		if (!sameVersion) {
			warnings.add("The shadow runs on PostgreSQL " + own.serverVersion()
					+ ", while the database that it stands for runs on " + wanted.serverVersion()
					+ ": what is new in one of them can make a difference.");
		}
		try {
			// Each version has options of its own
			OwnDatabase database = new OwnDatabase(server, name,
					sameVersion ? wanted.createOptions() : own.createOptions(), wanted.settings());
			statement.execute(database.createSql());
			return database;
		}
		catch (SQLException ex) {
			if (!NO_SUCH_LOCALE.contains(String.valueOf(ex.getSQLState())) || wanted == own) {
				throw ex;
			}
			warnings.add("The shadow has another locale than the database that it stands for, which has"
					+ wanted.createOptions() + ".");
			OwnDatabase database = new OwnDatabase(server, name, own.createOptions(), wanted.settings());
			statement.execute(database.createSql());
			return database;
		}
	}

	private static String name(Statement statement) throws SQLException {
		try (ResultSet row = statement.executeQuery(
				"SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', '\"migrator_shadow_\"YYYYMMDDHH24MISS')")) {
			row.next();
			return row.getString(1) + "_" + UUID.randomUUID().toString().substring(0, 8);
		}
	}

	private String createSql() {
		return "CREATE DATABASE " + Quote.identifier(this.name) + " TEMPLATE template0" + this.createOptions;
	}

	/**
	 * Drops what is old, of ours by its name and owner, and not in use; without force, so
	 * that one who connects at the last moment is safe.
	 */
	private static void sweep(ShadowServer server, Statement statement) throws SQLException {
		List<String> names = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery("""
				SELECT d.datname FROM pg_database d
				WHERE d.datname ~ '^migrator_shadow_[0-9]{14}_[0-9a-f]{8}$'
				    AND substr(d.datname, 17, 14)
				        < to_char((clock_timestamp() - interval '1 day') AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISS')
				    AND pg_has_role(d.datdba, 'USAGE')
				    AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)
				""")) {
			while (rows.next()) {
				names.add(rows.getString(1));
			}
		}
		for (String name : names) {
			try {
				Subscriptions.release(server, name, statement);
				statement.execute("DROP DATABASE IF EXISTS " + Quote.identifier(name));
				LOGGER.info("Dropped the database {}, which a process that died had left", name);
			}
			catch (SQLException ex) {
				LOGGER.debug("The database {} was left where it is ({})", name, ex.getSQLState());
			}
		}
	}

	@Override
	public DataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public String description() {
		return "the database " + this.name + " on " + this.server.place();
	}

	@Override
	public void clean() throws SQLException {
		try (Connection connection = this.server.dataSource(null).getConnection();
				Statement statement = connection.createStatement()) {
			drop(statement);
			statement.execute(createSql());
		}
	}

	private void drop(Statement statement) throws SQLException {
		Subscriptions.release(this.server, this.name, statement);
		statement.execute("DROP DATABASE IF EXISTS " + Quote.identifier(this.name) + " WITH (FORCE)");
	}

	@Override
	public void close() {
		try (Connection connection = this.server.dataSource(null).getConnection();
				Statement statement = connection.createStatement()) {
			drop(statement);
		}
		catch (SQLException ex) {
			LOGGER.warn("The shadow database {} could not be dropped; the next one made after a day will do it",
					this.name, ex);
		}
	}

}
