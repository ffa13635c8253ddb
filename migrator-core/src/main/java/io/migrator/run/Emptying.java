package io.migrator.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.migrator.error.MigratorException;
import io.migrator.history.HistoryTables;
import io.migrator.shadow.DatabaseContent;
import io.migrator.sql.Quote;

/**
 * Takes everything out of a database, under the lock. The history goes first, so that
 * what a process that died has left is never taken for migrated.
 */
final class Emptying {

	/** Not its owner; or something that may not be dropped hangs on it. */
	private static final Set<String> MAY_NOT = Set.of("42501", "2BP01");

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	private static final int NAMED = 20;

	private final Workplace workplace;

	Emptying(Workplace workplace) {
		this.workplace = workplace;
	}

	/**
	 * Empties the database.
	 * @return what was dropped and what could not be
	 */
	Emptied run() {
		return this.workplace.connected((session) -> {
			this.workplace.lock(session);
			try (Statement statement = session.connection().createStatement()) {
				statement.setEscapeProcessing(false);
				statement.execute("SET lock_timeout = " + this.workplace.settings().lockTimeout().toMillis());
				Emptied emptied = empty(statement);
				remember(emptied, session);
				return emptied;
			}
			catch (SQLException ex) {
				if (LOCK_NOT_AVAILABLE.equals(ex.getSQLState())) {
					throw new MigratorException("Something is in use by another session: " + ex.getMessage(),
							"a part of the database may be dropped already, the history first of all",
							"End the sessions that use the database, such as the application's, then reset again.", ex);
				}
				throw ex;
			}
		});
	}

	/** The audit log went with all else, so it begins with that. */
	private void remember(Emptied emptied, Session session) throws SQLException {
		new HistoryTables(this.workplace.settings().schema()).prepare(session.connection());
		List<String> what = emptied.dropped();
		String all = what.isEmpty() ? "there was nothing in the database"
				: "dropped " + what.stream().limit(NAMED).collect(Collectors.joining(", "))
						+ ((what.size() > NAMED) ? " and " + (what.size() - NAMED) + " more" : "");
		session.send(List.of(this.workplace.writer().audit(null, "reset", all)));
	}

	private Emptied empty(Statement statement) throws SQLException {
		String history = "DROP SCHEMA IF EXISTS " + Quote.identifier(this.workplace.settings().schema()) + " CASCADE";
		List<String> extensions = DatabaseContent.extensions(statement)
			.stream()
			.map((name) -> "DROP EXTENSION IF EXISTS " + Quote.identifier(name) + " CASCADE")
			.toList();
		List<String> dropped = new ArrayList<>();
		List<String> kept = new ArrayList<>();
		List<String> content = DatabaseContent.drops(statement);
		boolean hasHistory = content.contains(history);
		for (String drop : Stream.of(hasHistory ? List.of(history) : List.<String>of(), content, extensions)
			.flatMap(List::stream)
			.distinct()
			.toList()) {
			(execute(statement, drop) ? dropped : kept).add(drop);
		}
		// What hung on something that came later is gone by now
		List<String> left = new ArrayList<>();
		for (String drop : kept) {
			(execute(statement, drop) ? dropped : left).add(drop);
		}
		return new Emptied(words(dropped), words(left));
	}

	private static List<String> words(List<String> drops) {
		return drops.stream()
			.map((drop) -> drop.replaceFirst("^DROP (.*) IF EXISTS ", "$1 ").replaceFirst(" CASCADE$", ""))
			.toList();
	}

	/**
	 * Outside of a transaction, since one lock for each of ten thousand tables is too
	 * many.
	 */
	private static boolean execute(Statement statement, String sql) throws SQLException {
		try {
			statement.execute(sql);
			return true;
		}
		catch (SQLException ex) {
			if (MAY_NOT.contains(String.valueOf(ex.getSQLState()))) {
				return false;
			}
			throw ex;
		}
	}

	/**
	 * The name and the remark of the database, as the server knows them.
	 * @return the URL, the name and the remark
	 */
	List<String> names() {
		return this.workplace.connected((session) -> {
			Connection connection = session.connection();
			try (Statement statement = connection.createStatement(); var row = statement.executeQuery("""
					SELECT current_database(), coalesce(shobj_description(oid, 'pg_database'), '')
					FROM pg_database WHERE datname = current_database()
					""")) {
				row.next();
				return List.of(connection.getMetaData().getURL(), row.getString(1), row.getString(2));
			}
		});
	}

}
