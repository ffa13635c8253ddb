package io.migrator.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/**
 * Folders that tests write to, of which nothing is left behind.
 */
public final class TestFolders {

	private TestFolders() {
	}

	/**
	 * Creates a folder.
	 * @param name what it is for
	 * @return the folder, alone in one that is deleted with it
	 */
	public static Path create(String name) {
		try {
			return Files.createDirectory(Files.createTempDirectory("migrator-test-").resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Deletes a folder and those beside it.
	 * @param folder that was created here
	 */
	public static void delete(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder.getParent());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
