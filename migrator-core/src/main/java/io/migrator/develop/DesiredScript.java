package io.migrator.develop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * SQL that makes the desired schema in an empty database.
 *
 * @param name what it is called in errors, such as a file name
 * @param text the SQL
 */
public record DesiredScript(String name, String text) {

	/**
	 * Reads a file, or all {@code .sql} files below a folder in the order of their paths.
	 * @param path the file or folder
	 * @return the scripts, at least one
	 * @throws InvalidDesiredSchemaException if there is none
	 */
	public static List<DesiredScript> read(Path path) {
		if (!Files.exists(path)) {
			throw new InvalidDesiredSchemaException("There is no " + path, null,
					"Write the desired schema there, or have it written from a database with 'migrator pull'.", null);
		}
		try (Stream<Path> files = Files.walk(path)) {
			List<DesiredScript> scripts = new ArrayList<>();
			for (Path file : files.filter((file) -> file.toString().endsWith(".sql")).sorted().toList()) {
				scripts.add(new DesiredScript(file.toString(), Files.readString(file)));
			}
			if (scripts.isEmpty()) {
				throw new InvalidDesiredSchemaException("There is no .sql file in " + path, null,
						"Write the desired schema there, or have it written from a database with 'migrator pull'.",
						null);
			}
			return scripts;
		}
		catch (MalformedInputException ex) {
			throw new InvalidDesiredSchemaException("A file of " + path + " is not UTF-8", null, "Save it in UTF-8.",
					ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + path, ex);
		}
	}

}
