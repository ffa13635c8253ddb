package io.migrator.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What there is to measure with.
 *
 * @param server the database server
 * @param folder for files, empty at first
 * @param quick whether few rounds on small inputs will do
 */
record Lab(Server server, Path folder, boolean quick) {

	int rounds(int full) {
		return this.quick ? Math.min(full, 2) : full;
	}

	int size(int full) {
		return this.quick ? Math.max(10, full / 20) : full;
	}

	/**
	 * A new folder.
	 * @param name of the folder
	 * @return its path
	 * @throws IOException if it cannot be created
	 */
	Path folder(String name) throws IOException {
		return Files.createDirectories(this.folder.resolve(name));
	}

	void say(String what) {
		System.out.println("  " + what);
	}

}
