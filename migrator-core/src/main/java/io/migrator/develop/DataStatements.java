package io.migrator.develop;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.migrator.migration.Migration;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;

/**
 * Finds the scripts that write rows, or may do so, which no schema can tell.
 */
final class DataStatements {

	private static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "COPY FROM STDIN",
			"TRUNCATE");

	/** What they do cannot be seen from outside. */
	private static final Set<String> OPAQUE = Set.of("DO", "CALL", "SELECT");

	private DataStatements() {
	}

	/**
	 * Looks through scripts.
	 * @param migrations the migrations
	 * @return a few words for each script that writes rows or may do so, in order
	 */
	static List<String> in(List<Migration> migrations) {
		List<String> found = new ArrayList<>();
		for (Migration migration : migrations) {
			Set<String> writing = new TreeSet<>();
			Set<String> opaque = new TreeSet<>();
			read(migration, writing, opaque);
			if (!writing.isEmpty()) {
				found.add(migration.up().name() + " writes rows: " + String.join(", ", writing));
			}
			else if (!opaque.isEmpty()) {
				found.add(migration.up().name() + " may write rows: " + String.join(", ", opaque));
			}
		}
		return found;
	}

	private static void read(Migration migration, Set<String> writing, Set<String> opaque) {
		String name = migration.up().name();
		try (Reader text = migration.up().open(); StatementReader reader = StatementReader.of(name, text)) {
			for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
				String command = statement.kind().command();
				if (WRITING.contains(command)) {
					writing.add(command);
				}
				else if (OPAQUE.contains(command) && !statement.kind().changesSession()) {
					opaque.add(command);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + name, ex);
		}
	}

}
