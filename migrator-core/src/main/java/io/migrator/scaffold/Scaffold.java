package io.migrator.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import io.migrator.error.MigratorException;

/**
 * The whole set of a change, proved and not written yet.
 *
 * @param title what is done, such as {@code renaming public.wallets.bal_avail to …}
 * @param backfill the name of the backfill, or an empty text if there is none
 * @param files the files in their order
 * @param steps what each step does and what the application must do in it
 * @param advice what else people must look after
 * @param warnings what people should know of the shadow
 */
public record Scaffold(String title, String backfill, List<ScaffoldFile> files, List<Stage> steps, List<String> advice,
		List<String> warnings) {

	public Scaffold {
		files = List.copyOf(files);
		steps = List.copyOf(steps);
		advice = List.copyOf(advice);
		warnings = List.copyOf(warnings);
	}

	/**
	 * A step of the change, for people.
	 *
	 * @param phase what it is for
	 * @param id the id of the migration, or the name of the backfill
	 * @param what what it does
	 * @param application what the application must do
	 */
	public record Stage(Phase phase, String id, String what, String application) {
	}

	/**
	 * Writes the files, all of them or none.
	 * @return their paths
	 * @throws MigratorException if one is there already or cannot be written
	 */
	public List<Path> write() {
		List<Path> written = new ArrayList<>();
		try {
			for (ScaffoldFile file : this.files) {
				Files.createDirectories(file.path().toAbsolutePath().getParent());
				Files.writeString(file.path(), file.text(), StandardOpenOption.CREATE_NEW);
				written.add(file.path());
			}
			return written;
		}
		catch (IOException ex) {
			written.forEach((path) -> path.toFile().delete());
			throw new MigratorException("The files cannot be created: " + ex, null,
					"Check that the folder is writable and that none of the files is there yet.", ex);
		}
	}

}
