package io.migrator.schema.ddl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two schemas, and what must hold on the way between them. Read from the files in
 * {@code pairs}, where {@code -- pair: title} begins a pair, {@code -- old} and
 * {@code -- new} its halves, {@code -- both} what is the same in both, {@code -- rows}
 * fills the old one, and other lines between the title and the first half are its
 * conditions: {@code -- rewrites} (tables may get new files), {@code -- rewrites-back}
 * (only on the way back), {@code -- recreates} (tables or indexes may be made anew),
 * {@code -- since: 15} (not on older servers), {@code -- undumpable} (pg_dump itself
 * cannot bring it back), {@code -- undumpable-before-15} (nor can one that is newer than
 * such a server), {@code -- one-way} (the way back is not possible).
 *
 * @param file the file without its ending
 * @param title what changes
 * @param oldSql makes the one schema
 * @param newSql makes the other
 * @param rows fills the old schema with rows that the way must not stumble over
 * @param conditions what is special
 */
record SchemaPair(String file, String title, String oldSql, String newSql, String rows, List<String> conditions) {

	static List<SchemaPair> all() {
		try (Stream<Path> files = Files.list(Path.of("src/test/resources/pairs"))) {
			return files.sorted().flatMap((file) -> read(file).stream()).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<SchemaPair> read(Path file) {
		try {
			List<SchemaPair> pairs = new ArrayList<>();
			for (String text : ("\n" + Files.readString(file)).split("\n-- pair: ")) {
				if (!text.isBlank()) {
					pairs.add(parse(file.getFileName().toString().replace(".sql", ""), text));
				}
			}
			return pairs;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static SchemaPair parse(String file, String text) {
		StringBuilder both = new StringBuilder();
		StringBuilder before = new StringBuilder();
		StringBuilder after = new StringBuilder();
		StringBuilder rows = new StringBuilder();
		List<String> conditions = new ArrayList<>();
		StringBuilder current = null;
		String[] lines = text.split("\n");
		for (int i = 1; i < lines.length; i++) {
			switch (lines[i].strip()) {
				case "-- both" -> current = both;
				case "-- old" -> current = before;
				case "-- new" -> current = after;
				case "-- rows" -> current = rows;
				default -> {
					if (current != null) {
						current.append(lines[i]).append('\n');
					}
					else if (lines[i].startsWith("-- ")) {
						conditions.add(lines[i].substring(3).strip());
					}
				}
			}
		}
		return new SchemaPair(file, lines[0].strip(), both.toString() + before, both.toString() + after,
				rows.toString(), conditions);
	}

	boolean has(String condition) {
		return this.conditions.contains(condition);
	}

	int since() {
		return this.conditions.stream()
			.filter((condition) -> condition.startsWith("since: "))
			.mapToInt((condition) -> Integer.parseInt(condition.substring(7)))
			.findFirst()
			.orElse(0);
	}

	@Override
	public String toString() {
		return this.file + ": " + this.title;
	}

}
