package io.migrator.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Migrations in a folder or in a jar, readable by every tool: Flyway's names, Liquibase's
 * header.
 *
 * @param root the folder or the jar; the scripts are under {@code db/migrations} in it
 */
record Scripts(Path root) {

	static final String FOLDER = "db/migrations";

	static final String CHANGELOG = "db/changelog.xml";

	/**
	 * A source of scripts.
	 */
	interface Source {

		/**
		 * One script.
		 * @param number counted from 1
		 * @return its text
		 */
		String script(int number);

	}

	boolean inJar() {
		return this.root.toString().endsWith(".jar");
	}

	Path folder() {
		return this.root.resolve(FOLDER);
	}

	/**
	 * A new class loader that sees the jar, with nothing cached from earlier runs.
	 * @return the class loader
	 * @throws IOException if the jar has no address
	 */
	ClassLoader classLoader() throws IOException {
		return new URLClassLoader(new URL[] { this.root.toUri().toURL() }, Scripts.class.getClassLoader());
	}

	static Scripts write(Path root, int count, Source source) throws IOException {
		Path folder = Files.createDirectories(root.resolve(FOLDER));
		for (int i = 1; i <= count; i++) {
			String name = "V%05d__change_%d".formatted(i, i);
			String header = "--liquibase formatted sql\n--changeset bench:" + name + "\n";
			Files.writeString(folder.resolve(name + ".sql"), header + source.script(i));
		}
		Files.writeString(root.resolve(CHANGELOG), """
				<?xml version="1.0" encoding="UTF-8"?>
				<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
						xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
						xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
							http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
					<includeAll path="%s" relativeToChangelogFile="false"/>
				</databaseChangeLog>
				""".formatted(FOLDER));
		return new Scripts(root);
	}

	Scripts toJar() throws IOException {
		Path jar = this.root.resolveSibling(this.root.getFileName() + ".jar");
		try (OutputStream out = Files.newOutputStream(jar);
				JarOutputStream entries = new JarOutputStream(out);
				Stream<Path> paths = Files.walk(this.root)) {
			for (Path path : paths.sorted().filter((candidate) -> !candidate.equals(this.root)).toList()) {
				String name = this.root.relativize(path).toString().replace('\\', '/');
				entries.putNextEntry(new JarEntry(Files.isDirectory(path) ? name + "/" : name));
				if (Files.isRegularFile(path)) {
					Files.copy(path, entries);
				}
			}
		}
		return new Scripts(jar);
	}

	/**
	 * The files in the order of their names.
	 * @param use what to do with them, while the jar is open
	 * @throws Exception if anything fails
	 */
	void files(Use use) throws Exception {
		if (!inJar()) {
			use.files(list(folder()));
			return;
		}
		try (FileSystem jar = FileSystems.newFileSystem(this.root)) {
			use.files(list(jar.getPath(FOLDER)));
		}
	}

	private static List<Path> list(Path folder) throws IOException {
		try (Stream<Path> paths = Files.list(folder)) {
			return paths.sorted().toList();
		}
	}

	/**
	 * What to do with the files.
	 */
	interface Use {

		void files(List<Path> files) throws Exception;

	}

}
