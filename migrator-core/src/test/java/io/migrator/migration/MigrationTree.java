package io.migrator.migration;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Files as they would lie in a project, written to a folder or a jar.
 */
final class MigrationTree {

	private final Map<String, String> files = new TreeMap<>();

	MigrationTree file(String path, String content) {
		this.files.put(path, content);
		return this;
	}

	MigrationTree file(String path) {
		return file(path, "select 1;\n");
	}

	MigrationTree files(String... paths) {
		for (String path : paths) {
			file(path);
		}
		return this;
	}

	Path writeTo(Path folder) {
		try {
			for (Map.Entry<String, String> file : this.files.entrySet()) {
				Path path = folder.resolve(file.getKey());
				Files.createDirectories(path.getParent());
				Files.writeString(path, file.getValue());
			}
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path writeToJar(Path jar, boolean withFolders) {
		try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out)) {
			TreeMap<String, byte[]> all = new TreeMap<>();
			all.put(JarFile.MANIFEST_NAME, "Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
			this.files.forEach((path, content) -> {
				all.put(path, content.getBytes(StandardCharsets.UTF_8));
				for (int i = path.indexOf('/'); i > 0 && withFolders; i = path.indexOf('/', i + 1)) {
					all.put(path.substring(0, i + 1), new byte[0]);
				}
			});
			for (Map.Entry<String, byte[]> file : all.entrySet()) {
				entries.putNextEntry(new JarEntry(file.getKey()));
				entries.write(file.getValue());
				entries.closeEntry();
			}
			return jar;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	MigrationSet load(Path folder) {
		return source(folder).load();
	}

	MigrationSource source(Path folder) {
		return MigrationSource.of("file:" + writeTo(folder));
	}

	static String text(Script script) {
		try (Reader reader = script.open()) {
			StringBuilder text = new StringBuilder();
			char[] buffer = new char[100];
			int count;
			while ((count = reader.read(buffer)) != -1) {
				text.append(buffer, 0, count);
			}
			return text.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> ids(MigrationSet set) {
		return set.stream().map((migration) -> migration.id().value()).toList();
	}

}
