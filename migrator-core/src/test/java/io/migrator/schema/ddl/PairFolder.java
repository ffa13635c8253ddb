package io.migrator.schema.ddl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pairs of schemas that are not part of this project: a folder with a folder for each
 * pair, which holds {@code old.sql} and {@code new.sql} and may hold {@code both.sql}
 * (runs before either), {@code data.sql} (rows for the old schema) and
 * {@code data-back.sql} (rows for the new one).
 */
final class PairFolder {

	private PairFolder() {
	}

	static List<Pair> read(Path folder, String only) {
		try (Stream<Path> folders = Files.list(folder)) {
			return folders.filter((pair) -> Files.exists(pair.resolve("new.sql")))
				.filter((pair) -> pair.getFileName().toString().contains(only))
				.sorted()
				.map((pair) -> new Pair(pair.getFileName().toString(), text(pair, "both") + text(pair, "old"),
						text(pair, "both") + text(pair, "new"), text(pair, "data"), text(pair, "data-back")))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Path pair, String name) {
		Path file = pair.resolve(name + ".sql");
		try {
			return Files.exists(file) ? Files.readString(file) + "\n" : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	record Pair(String name, String oldSql, String newSql, String data, String dataBack) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
