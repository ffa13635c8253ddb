package io.migrator.migration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds the files of migrations in the folder that people edit, and makes sure that they
 * say what the application's own copy says.
 */
final class ObsoleteFiles {

	private ObsoleteFiles() {
	}

	static List<Path> of(Path directory, MigrationLayout layout, List<Migration> migrations) {
		LocationLister lister = new LocationLister(ObsoleteFiles.class.getClassLoader());
		List<Listing> listings = lister.list("file:" + directory);
		if (listings.isEmpty()) {
			throw BaselinePlan.refused("There is no folder " + directory, "Say with --dir where the migrations are.");
		}
		Listing listing = listings.get(0);
		MigrationCollector collector = new MigrationCollector(false);
		ListingReader.read(listing, List.of(layout), collector);
		MigrationSet found = collector.toSet();
		Set<Path> files = new LinkedHashSet<>();
		List<String> others = new ArrayList<>();
		for (Migration migration : migrations) {
			Migration same = found.find(migration.id());
			if (same == null || !same.up().checksum().equals(migration.up().checksum())) {
				others.add(migration.id().value());
				continue;
			}
			add(files, directory, listing, same.up());
			add(files, directory, listing, same.down());
			add(files, directory, listing, same.verify());
		}
		if (!others.isEmpty()) {
			throw BaselinePlan.refused(
					"These are not in " + directory + " as the application has them: " + String.join(", ", others),
					"Build the application with the files as they are, or say with --dir where they are.");
		}
		return List.copyOf(files);
	}

	private static void add(Set<Path> files, Path directory, Listing listing, @Nullable Script script) {
		if (script != null) {
			String path = script.name().substring(listing.displayName("").length());
			for (String name : List.of(path, path + ".conf")) {
				Path file = directory.resolve(name);
				if (Files.isRegularFile(file)) {
					files.add(file);
				}
			}
		}
	}

}
