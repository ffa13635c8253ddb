package io.migrator.scaffold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.migrator.migration.Migration;
import io.migrator.migration.MigrationLayout;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.MigrationSource;
import io.migrator.migration.NewMigration;

/**
 * A copy of the folder of migrations in which the files are written first, to number them
 * and to try them as they are.
 */
final class Workshop implements AutoCloseable {

	private final MigrationSet migrations;

	private final Path copy;

	private final Set<String> known = new HashSet<>();

	Workshop(MigrationSet migrations, Path directory) {
		this.migrations = migrations;
		try {
			this.copy = Files.createTempDirectory("migrator-scaffold");
			if (Files.isDirectory(directory)) {
				copy(directory);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot copy " + directory, ex);
		}
		load().forEach((migration) -> this.known.add(migration.id().value()));
	}

	private void copy(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.toList()) {
				Path target = this.copy.resolve(directory.relativize(file).toString());
				if (Files.isDirectory(file)) {
					Files.createDirectories(target);
				}
				else {
					Files.copy(file, target);
				}
			}
		}
	}

	/**
	 * Writes the next migration.
	 * @param name what it is called
	 * @param up the script
	 * @param step the step that it is, which knows whether there is a way back
	 * @param clock tells the time
	 * @return the migration
	 */
	Written add(String name, String up, Step step, Clock clock) {
		NewMigration next = NewMigration.plan(this.migrations, this.copy, name, clock);
		NewMigration filled = (step.down() != null) ? next.withScripts(up, step.down()) : next.withScript(up);
		List<Path> files = filled.write().stream().map(this.copy::relativize).toList();
		Migration migration = load().stream()
			.filter((candidate) -> this.known.add(candidate.id().value()))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No migration in " + files));
		return new Written(migration.id().value(), files.stream().map(this::read).toList());
	}

	private Text read(Path file) {
		try {
			return new Text(file, Files.readString(this.copy.resolve(file)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + file, ex);
		}
	}

	/**
	 * What was written, to be tried.
	 * @param ids the ids of the migrations
	 * @return those migrations, held up by nothing
	 */
	MigrationSet tried(Set<String> ids) {
		return load().freed((migration) -> ids.contains(migration.id().value()));
	}

	private MigrationSet load() {
		List<MigrationLayout> layouts = new ArrayList<>();
		this.migrations.origins().forEach((origin) -> {
			if (origin.layout() != null && !layouts.contains(origin.layout())) {
				layouts.add(origin.layout());
			}
		});
		return MigrationSource.of("file:" + this.copy.toAbsolutePath())
			.withRefuseDuplicateVersions(false)
			.withLayouts(layouts)
			.load();
	}

	@Override
	public void close() {
		try (Stream<Path> files = Files.walk(this.copy)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot delete " + this.copy, ex);
		}
	}

	/**
	 * A migration that was written.
	 *
	 * @param id its id
	 * @param files its files
	 */
	record Written(String id, List<Text> files) {
	}

	/**
	 * A file that was written.
	 *
	 * @param path its path within the folder
	 * @param text what it says
	 */
	record Text(Path path, String text) {
	}

}
