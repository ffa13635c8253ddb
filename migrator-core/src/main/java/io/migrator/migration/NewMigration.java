package io.migrator.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSet.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The next migration of a folder, in the layout that the folder has.
 *
 * @param directory the folder
 * @param files the files to create in it
 */
public record NewMigration(Path directory, List<NewFile> files) {

	public NewMigration {
		files = List.copyOf(files);
	}

	/**
	 * Decides which files to create; nothing is written yet.
	 * @param set what there is already
	 * @param directory the folder to create them in, which may be the source of what was
	 * read from the class path
	 * @param name what people call the change, in any notation
	 * @param clock tells the time
	 * @return the files; without any migration so far in the form
	 * {@code <timestamp>_<name>/migration.sql}
	 * @throws MigratorException if the name has no letter or digit, or only the layout's
	 * own tool can create a migration
	 */
	public static NewMigration plan(MigrationSet set, Path directory, String name, Clock clock) {
		String words = name.strip()
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{N}]+", "_")
			.replaceAll("^_|_$", "");
		if (words.isEmpty()) {
			throw new MigratorException("\"" + name + "\" is no name for a migration", null,
					"Name the change in a few words, for example: add_collection_status.", null);
		}
		MigrationSet known = withFilesOf(directory, set);
		Origin origin = origin(known, directory);
		if (origin == null || origin.layout() == null) {
			return new NewMigration(directory, new PrismaLayout().next(List.of(), words, now(List.of(), clock)));
		}
		List<Migration> existing = origin.migrations().stream().map(known::find).filter(Objects::nonNull).toList();
		return new NewMigration(directory, origin.layout().next(existing, words, now(existing, clock)));
	}

	/**
	 * The folder knows more than the class path if a migration was written since the
	 * application was built.
	 */
	private static MigrationSet withFilesOf(Path directory, MigrationSet set) {
		if (!Files.isDirectory(directory)) {
			return set;
		}
		Origin origin = origin(set, directory);
		MigrationSource source = MigrationSource.of("file:" + directory.toAbsolutePath())
			.withRefuseDuplicateVersions(false);
		if (origin != null && origin.layout() != null) {
			source = source.withLayouts(List.of(origin.layout()));
		}
		MigrationSet files = source.load();
		return files.list().isEmpty() ? set : files;
	}

	private static @Nullable Origin origin(MigrationSet set, Path directory) {
		List<Origin> origins = set.origins().stream().filter((origin) -> origin.layout() != null).toList();
		return origins.stream()
			.filter((candidate) -> candidate.address().equals(directory.toAbsolutePath().toString()))
			.findFirst()
			.orElse(origins.isEmpty() ? null : origins.get(0));
	}

	/**
	 * The same with scripts in the place of the templates.
	 * @param up the script that makes the change
	 * @param down the script that takes it back
	 * @return a copy
	 */
	public NewMigration withScripts(String up, String down) {
		List<NewFile> filled = new ArrayList<>();
		for (NewFile file : this.files) {
			filled.add(new NewFile(file.path(), Templates.fill(file.content(), up, down)));
		}
		return new NewMigration(this.directory, filled);
	}

	/**
	 * The same with a script in the place of the template, and no way back.
	 * @param up the script that makes the change
	 * @return a copy
	 */
	public NewMigration withScript(String up) {
		List<NewFile> filled = new ArrayList<>();
		for (NewFile file : this.files) {
			String content = Templates.fill(file.content(), up);
			if (content != null) {
				filled.add(new NewFile(file.path(), content));
			}
		}
		return new NewMigration(this.directory, filled);
	}

	/**
	 * The time, or one second behind the newest timestamp if that is later.
	 */
	private static LocalDateTime now(List<Migration> existing, Clock clock) {
		LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).withNano(0);
		DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
		for (Migration migration : existing) {
			try {
				LocalDateTime taken = LocalDateTime.parse(String.valueOf(migration.version()).replace("-", ""), format);
				now = taken.isBefore(now) ? now : taken.plusSeconds(1);
			}
			catch (DateTimeParseException ex) {
				// a number, not a timestamp
			}
		}
		return now;
	}

	/**
	 * Creates the files.
	 * @return their paths
	 * @throws MigratorException if one is there already or cannot be written
	 */
	public List<Path> write() {
		List<Path> written = new ArrayList<>();
		for (NewFile file : this.files) {
			Path path = this.directory.resolve(file.path());
			try {
				Files.createDirectories(path.toAbsolutePath().getParent());
				Files.writeString(path, file.content(), StandardOpenOption.CREATE_NEW);
			}
			catch (IOException ex) {
				throw new MigratorException(path + " cannot be created: " + ex.getMessage(), null,
						"Check that the folder is writable and the file is not there yet.", ex);
			}
			written.add(path);
		}
		return written;
	}

}
