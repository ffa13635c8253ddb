package io.migrator.develop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.migrator.migration.NewMigration;

/**
 * One migration in the place of many, not written yet.
 *
 * @param id the id of the one
 * @param baseline its file
 * @param replaced the ids of the many, in order
 * @param obsolete their files, which are of no use once every database has all of them
 * @param data the scripts that wrote rows, or may have, which the one does not
 * @param warnings what people should know of the shadow
 */
public record Squash(String id, NewMigration baseline, List<String> replaced, List<Path> obsolete, List<String> data,
		List<String> warnings) {

	public Squash {
		replaced = List.copyOf(replaced);
		obsolete = List.copyOf(obsolete);
		data = List.copyOf(data);
		warnings = List.copyOf(warnings);
	}

	/**
	 * Writes the baseline.
	 * @return its path
	 * @throws io.migrator.error.MigratorException if it is there already or cannot be
	 * written
	 */
	public Path write() {
		return this.baseline.write().get(0);
	}

	/**
	 * Deletes what it takes the place of, and folders that are empty then. Nothing else
	 * in the folder is touched.
	 * @return the files that were deleted
	 */
	public List<Path> delete() {
		List<Path> deleted = new ArrayList<>();
		try {
			for (Path file : this.obsolete) {
				if (Files.deleteIfExists(file)) {
					deleted.add(file);
				}
				Path folder = file.getParent();
				if (folder != null && !folder.equals(this.baseline.directory())) {
					deleteIfEmpty(folder);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Deleted " + deleted + ", and then failed", ex);
		}
		return deleted;
	}

	private static void deleteIfEmpty(Path folder) throws IOException {
		try {
			Files.deleteIfExists(folder);
		}
		catch (DirectoryNotEmptyException ex) {
			// what else is there is not ours
		}
	}

}
