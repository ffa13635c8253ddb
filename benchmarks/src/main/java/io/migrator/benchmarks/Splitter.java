package io.migrator.benchmarks;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import liquibase.util.StringUtil;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.flywaydb.database.postgresql.PostgreSQLParser;
import org.postgresql.core.Parser;

/**
 * Cuts a script into statements.
 */
interface Splitter {

	String OURS = "Migrator";

	String FLYWAY = "Flyway";

	/**
	 * Cuts a script.
	 * @param script its text
	 * @return how many statements there are
	 */
	int split(String script);

	/**
	 * All splitters, ours first.
	 * @return by name
	 */
	static Map<String, Splitter> all() {
		Map<String, Splitter> splitters = new LinkedHashMap<>();
		splitters.put(OURS, (script) -> ours(script, false));
		splitters.put(OURS + ", with the kind of each statement", (script) -> ours(script, true));
		splitters.put(FLYWAY, flyway());
		splitters.put("Liquibase", (script) -> StringUtil.processMultiLineSQL(script, false, true, null).length);
		splitters.put("PostgreSQL's JDBC driver", Splitter::driver);
		return splitters;
	}

	private static int ours(String script, boolean kinds) {
		int count = 0;
		try (StatementReader statements = StatementReader.of("script", new StringReader(script))) {
			for (Statement statement = statements.next(); statement != null; statement = statements.next()) {
				if (!statement.isEmpty() && (!kinds || statement.kind() != null)) {
					count++;
				}
			}
			return count;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Splitter flyway() {
		PostgreSQLParser parser = new PostgreSQLParser(new ClassicConfiguration(), new ParsingContext());
		return (script) -> {
			int count = 0;
			try (SqlStatementIterator statements = parser.parse(new StringResource(script))) {
				while (statements.hasNext()) {
					statements.next();
					count++;
				}
			}
			return count;
		};
	}

	private static int driver(String script) {
		try {
			return Parser.parseJdbcSql(script, true, false, true, false, true).size();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
