package io.migrator.shadow;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * What one database has and another on the same server need not have, and what makes a
 * difference to a schema.
 *
 * @param serverVersion the server's major version
 * @param role the role that we are
 * @param createOptions what {@code CREATE DATABASE} must say of encoding and locale
 * @param settings what {@code ALTER DATABASE … SET} gives to sessions, as
 * {@code name=value}
 */
record DatabaseTraits(int serverVersion, String role, String createOptions, List<String> settings) {

	/** Columns come and go with the versions, and JSON tells which are there. */
	private static final String SQL = """
			SELECT current_setting('server_version_num')::int / 10000, current_user,
			    pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, j ->> 'datlocprovider',
			    coalesce(j ->> 'datlocale', j ->> 'daticulocale'), j ->> 'daticurules',
			    ARRAY(SELECT u FROM pg_db_role_setting s, unnest(s.setconfig) WITH ORDINALITY c (u, n)
			        WHERE s.setdatabase = d.oid
			            AND s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = session_user))
			        ORDER BY s.setrole, n)
			FROM pg_database d, to_jsonb(d) j WHERE d.datname = current_database()
			""";

	/**
	 * Asks a database.
	 * @param server the database
	 * @param warnings receives why it could not be asked
	 * @return its traits, or {@code null} if it could not be asked
	 */
	static @Nullable DatabaseTraits find(ShadowServer server, List<String> warnings) {
		try (Connection connection = server.dataSource(null).getConnection()) {
			return of(connection);
		}
		catch (SQLException | IllegalArgumentException ex) {
			warnings.add("The shadow knows neither the locale nor the settings of the database that it stands for, "
					+ "which could not be reached: " + ex.getMessage());
			return null;
		}
	}

	static DatabaseTraits of(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(SQL)) {
			row.next();
			StringBuilder options = new StringBuilder(" ENCODING ").append(Quote.literal(row.getString(3)))
				.append(" LC_COLLATE ")
				.append(Quote.literal(row.getString(4)))
				.append(" LC_CTYPE ")
				.append(Quote.literal(row.getString(5)))
				.append(provider(row.getString(6), row.getString(7), row.getString(8)));
			return new DatabaseTraits(row.getInt(1), row.getString(2), options.toString(),
					List.of((String[]) row.getArray(9).getArray()));
		}
	}

	private static String provider(@Nullable String provider, @Nullable String locale, @Nullable String rules) {
		if (provider == null) {
			return "";
		}
		return switch (provider) {
			case "i" -> " LOCALE_PROVIDER icu ICU_LOCALE " + Quote.literal(locale)
					+ ((rules != null) ? " ICU_RULES " + Quote.literal(rules) : "");
			case "b" -> " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + Quote.literal(locale);
			default -> " LOCALE_PROVIDER libc";
		};
	}

}
