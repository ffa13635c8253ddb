package io.migrator.plan;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

import io.migrator.history.HistoryEntry;
import io.migrator.migration.Migration;
import io.migrator.migration.Script;
import io.migrator.sql.SemanticDigest;

/**
 * Tells a reformatted script from a changed one.
 */
public final class Checksums {

	private Checksums() {
	}

	static boolean isOnlyReformatted(Migration migration, HistoryEntry entry) {
		return entry.semanticChecksum() != null && entry.semanticChecksum().equals(semantic(migration.up()));
	}

	/**
	 * The hash of a script's tokens.
	 * @param script the script
	 * @return hex SHA-256
	 */
	public static String semantic(Script script) {
		try (Reader reader = script.open()) {
			return SemanticDigest.of(script.name(), reader).hex();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + script.name(), ex);
		}
	}

}
