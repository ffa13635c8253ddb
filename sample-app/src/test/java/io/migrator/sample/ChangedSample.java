package io.migrator.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample application as a developer has it who is about to change an entity: classes
 * that can be compiled again, and the folder of its migrations.
 *
 * @param classes the application's classes
 * @param migrations the sources of its migrations
 */
record ChangedSample(Path classes, Path migrations) {

	/**
	 * Takes a copy of the application.
	 * @param directory an empty folder
	 * @return the copy
	 */
	static ChangedSample copy(Path directory) {
		ChangedSample sample = new ChangedSample(directory.resolve("classes"), directory.resolve("migrations"));
		copy(SampleProcess.CLASSES, sample.classes());
		copy(Path.of("src/main/resources/db/migrations"), sample.migrations());
		return sample;
	}

	/**
	 * Changes a class and compiles it.
	 * @param name its simple name
	 * @param edits a text that is in the source once, and what takes its place; and so on
	 */
	void edit(String name, String... edits) {
		try {
			Path original = Path.of("src/main/java/io/migrator/sample/wallet", name + ".java");
			String source = Files.readString(original);
			for (int i = 0; i < edits.length; i += 2) {
				assertThat(source).containsOnlyOnce(edits[i]);
				source = source.replace(edits[i], edits[i + 1]);
			}
			Path changed = Files.createDirectories(this.classes.resolveSibling("java")).resolve(name + ".java");
			Files.writeString(changed, source);
			int result = ToolProvider.getSystemJavaCompiler()
				.run(null, null, null, "-parameters", "-proc:none", "-d", this.classes.toString(), "-classpath",
						SampleProcess.classPath(this.classes), changed.toString());
			assertThat(result).as(source).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads what was written.
	 * @param name what people called the change
	 * @param file the file's name in the migration's folder
	 * @return its text
	 */
	String read(String name, String file) {
		try (Stream<Path> folders = Files.list(this.migrations)) {
			Path folder = folders.filter((path) -> path.toString().endsWith("_" + name)).findFirst().orElseThrow();
			return Files.readString(folder.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void copy(Path from, Path to) {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.toList()) {
				Files.copy(file, to.resolve(from.relativize(file).toString()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
