package io.migrator.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Part of the class path of this JVM.
 *
 * @param entries jars and folders
 */
record ClassPath(List<Path> entries) {

	private static final Path OWN = location();

	static ClassPath all() {
		return new ClassPath(
				Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList());
	}

	/**
	 * The classes of these benchmarks and nothing else.
	 * @return the class path
	 */
	static ClassPath own() {
		return new ClassPath(List.of(OWN));
	}

	ClassPath with(List<String> prefixes) {
		return plus(all().matching(prefixes).entries());
	}

	ClassPath plus(List<Path> more) {
		return new ClassPath(Stream.concat(this.entries.stream(), more.stream()).distinct().toList());
	}

	ClassPath matching(List<String> prefixes) {
		return new ClassPath(this.entries.stream().filter((entry) -> matches(entry, prefixes)).toList());
	}

	ClassPath without(List<String> prefixes) {
		return new ClassPath(this.entries.stream().filter((entry) -> !matches(entry, prefixes)).toList());
	}

	private static boolean matches(Path entry, List<String> prefixes) {
		return prefixes.stream().anyMatch(entry.getFileName().toString()::startsWith);
	}

	private static Path location() {
		String self = ClassPath.class.getName().replace('.', '/') + ".class";
		String url = String.valueOf(ClassPath.class.getClassLoader().getResource(self));
		String place = url.substring(url.indexOf("file:"), url.length() - self.length() - 1);
		return Path.of(java.net.URI.create(place.endsWith("!") ? place.substring(0, place.length() - 1) : place));
	}

	@Override
	public String toString() {
		return this.entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

}
