package io.migrator.backup;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the backups of one database: what is in it under its final name is
 * complete.
 */
final class DumpDirectory {

	private static final Logger logger = LoggerFactory.getLogger(DumpDirectory.class);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private static final String PARTIAL = ".partial";

	private final Path folder;

	private final String prefix;

	private final DumpFormat format;

	DumpDirectory(Path folder, String database, DumpFormat format) {
		this.folder = folder.toAbsolutePath().normalize();
		this.prefix = database.replaceAll("[^A-Za-z0-9_.-]", "_") + "-";
		this.format = format;
	}

	/**
	 * Makes room for a backup that nobody but us can read.
	 * @param at the time of the backup
	 * @return where it is to be written
	 * @throws IOException if it cannot be written there
	 */
	Path begin(Instant at) throws IOException {
		Files.createDirectories(this.folder);
		String name = this.prefix + TIME.format(at);
		Path partial = this.folder.resolve(name + this.format.extension() + PARTIAL);
		for (int i = 2; Files.exists(partial) || Files.exists(complete(partial)); i++) {
			partial = this.folder.resolve(name + "-" + i + this.format.extension() + PARTIAL);
		}
		boolean directory = this.format == DumpFormat.DIRECTORY;
		FileAttribute<?>[] ours = ours(directory ? "rwx------" : "rw-------");
		return directory ? Files.createDirectory(partial, ours) : Files.createFile(partial, ours);
	}

	private static FileAttribute<?>[] ours(String permissions) {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	private static Path complete(Path partial) {
		String name = partial.getFileName().toString();
		return partial.resolveSibling(name.substring(0, name.length() - PARTIAL.length()));
	}

	/**
	 * Gives a complete backup its final name.
	 * @param partial where it was written
	 * @return where it is now
	 * @throws IOException if that cannot be done
	 */
	Path finish(Path partial) throws IOException {
		return Files.move(partial, complete(partial));
	}

	/**
	 * Deletes the oldest backups of this database, and what processes left behind that
	 * died long ago. What cannot be deleted stays.
	 * @param keep how many backups to keep, 0 for all
	 * @param abandoned how old what is not complete must be for nobody to be writing it
	 */
	void tidy(int keep, Duration abandoned) {
		Pattern backup = Pattern.compile(Pattern.quote(this.prefix) + "\\d{8}T\\d{6}Z(-\\d+)?\\.(dump|dumpdir|sql)");
		try {
			List<Path> backups = list(backup);
			for (int i = keep; keep > 0 && i < backups.size(); i++) {
				delete(backups.get(i));
			}
			Instant since = Instant.now().minus(abandoned);
			for (Path partial : list(Pattern.compile(backup.pattern() + Pattern.quote(PARTIAL)))) {
				if (Files.getLastModifiedTime(partial).toInstant().isBefore(since)) {
					delete(partial);
				}
			}
		}
		catch (IOException ex) {
			logger.warn("Old backups in {} could not be deleted", this.folder, ex);
		}
	}

	/** The newest first. */
	private List<Path> list(Pattern names) throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((file) -> names.matcher(file.getFileName().toString()).matches())
				.sorted(Comparator.comparing(DumpDirectory::age).reversed())
				.toList();
		}
	}

	/** The time, and which one of that second, so that it sorts. */
	private static String age(Path file) {
		String name = file.getFileName().toString();
		int time = name.lastIndexOf('T') - 8;
		String rest = name.substring(time + 16);
		String number = rest.startsWith("-") ? rest.substring(1, rest.indexOf('.')) : "1";
		return name.substring(time, time + 16) + "%9s".formatted(number);
	}

	/**
	 * Deletes a file or a folder.
	 * @param path which
	 * @throws IOException if it stays
	 */
	static void delete(Path path) throws IOException {
		try (Stream<Path> files = Files.walk(path)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
	}

}
