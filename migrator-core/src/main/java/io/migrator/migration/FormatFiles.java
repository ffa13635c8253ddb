package io.migrator.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.migrator.sql.SqlFormatter;
import io.migrator.sql.Utf8Reader;

/**
 * Finds the SQL files that {@link SqlFormatter} would write otherwise.
 */
public final class FormatFiles {

	private static final long MAX_BYTES = 20_000_000;

	private FormatFiles() {
	}

	/**
	 * Formats files without writing any.
	 * @param paths files, and folders in which all {@code .sql} files count
	 * @return the files that would change, sorted, each with its new text
	 * @throws InvalidMigrationsException if a path does not exist or a file is larger
	 * than 20 MB
	 * @throws io.migrator.sql.ScriptException if a file is not UTF-8 or cannot be read as
	 * SQL for a server
	 * @throws UncheckedIOException if reading fails
	 */
	public static List<Change> changes(Collection<Path> paths) {
		List<Change> changes = new ArrayList<>();
		try {
			for (Path file : files(paths)) {
				byte[] before = Files.readAllBytes(file);
				String after = SqlFormatter.format(file.toString(), read(file));
				if (!Arrays.equals(before, after.getBytes(StandardCharsets.UTF_8))) {
					changes.add(new Change(file, after));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return List.copyOf(changes);
	}

	private static List<Path> files(Collection<Path> paths) throws IOException {
		List<Path> files = new ArrayList<>();
		for (Path path : paths) {
			if (!Files.exists(path)) {
				throw new InvalidMigrationsException(path + " does not exist", "Name a file or a folder that exists.");
			}
			if (Files.isDirectory(path)) {
				try (Stream<Path> found = Files.walk(path)) {
					found.filter((file) -> Files.isRegularFile(file) && file.toString().endsWith(".sql"))
						.forEach(files::add);
				}
			}
			else {
				files.add(path);
			}
		}
		return files.stream().distinct().sorted().toList();
	}

	private static String read(Path file) throws IOException {
		long size = Files.size(file);
		if (size > MAX_BYTES) {
			throw new InvalidMigrationsException(
					"%s has %d MB; files of up to 20 MB can be formatted".formatted(file, size / 1_000_000),
					"Leave the file out: what is that big is data, which formatting would not change.");
		}
		try (InputStream in = Files.newInputStream(file); Reader reader = new Utf8Reader(file.toString(), in)) {
			StringWriter text = new StringWriter((int) size);
			reader.transferTo(text);
			return text.toString();
		}
	}

	/**
	 * A file that would change.
	 *
	 * @param file the file
	 * @param text its new text
	 */
	public record Change(Path file, String text) {

		/**
		 * Writes the file, as UTF-8 without a byte order mark.
		 * @throws UncheckedIOException if writing fails
		 */
		public void write() {
			try {
				Files.writeString(this.file, this.text);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
