package io.migrator.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * All files of one folder or jar under a location, listed once for every layout.
 */
public final class Listing {

	private final String location;

	private final String prefix;

	private final String origin;

	private final List<Entry> entries;

	private final Map<String, Entry> byPath;

	private final List<String> folders;

	private final Set<String> fileNames;

	private final Map<String, Script> scripts = new HashMap<>();

	Listing(String location, String prefix, String origin, List<Entry> entries, Iterable<String> folders) {
		this.location = location;
		this.prefix = prefix;
		this.origin = origin;
		this.entries = entries.stream().sorted((a, b) -> a.path().compareTo(b.path())).toList();
		this.byPath = this.entries.stream().collect(Collectors.toMap(Entry::path, Function.identity(), (a, b) -> a));
		TreeSet<String> sorted = new TreeSet<>();
		folders.forEach(sorted::add);
		this.folders = List.copyOf(sorted);
		this.fileNames = this.entries.stream().map(Entry::name).collect(Collectors.toSet());
	}

	/**
	 * The location as configured.
	 * @return the location, e.g. {@code classpath:db/migrations}
	 */
	public String location() {
		return this.location;
	}

	/**
	 * Where the folder is: its path, or the address of the jar.
	 * @return the origin
	 */
	public String origin() {
		return this.origin;
	}

	/**
	 * The files, hidden ones left out, sorted by path.
	 * @return the files
	 */
	public List<Entry> entries() {
		return this.entries;
	}

	/**
	 * The folders directly under the location, sorted, empty ones too.
	 * @return their names
	 */
	public List<String> folders() {
		return this.folders;
	}

	/**
	 * Finds a file.
	 * @param path its path below the location
	 * @return the file, or {@code null} if there is none
	 */
	public @Nullable Entry find(String path) {
		return this.byPath.get(path);
	}

	/**
	 * Whether there is any file of that name, here or in a folder.
	 */
	boolean hasAny(String fileName) {
		return this.fileNames.contains(fileName);
	}

	/**
	 * The script in a file; asked for twice, the same one, so that it is read once.
	 * @param entry the file
	 * @return the script
	 */
	public Script script(Entry entry) {
		return this.scripts.computeIfAbsent(entry.path(),
				(path) -> Script.of(displayName(path), entry.resource(), entry.size()));
	}

	/**
	 * The script in a file that may be there.
	 * @param path the file's path below the location
	 * @return the script, or {@code null} if there is no such file
	 */
	public @Nullable Script script(String path) {
		Entry entry = find(path);
		return (entry != null) ? script(entry) : null;
	}

	/**
	 * A file's name as people know it.
	 * @param path the file's path below the location
	 * @return the name, e.g. {@code db/migrations/0001_init.sql}
	 */
	public String displayName(String path) {
		return this.prefix + path;
	}

	/**
	 * A file below a location.
	 *
	 * @param path the path below the location, separated by {@code /}
	 * @param resource the file
	 * @param size its size in bytes, or -1 if it is not known
	 */
	public record Entry(String path, Resource resource, long size) {

		/**
		 * The last part of the path.
		 * @return the file's name
		 */
		public String name() {
			return this.path.substring(this.path.lastIndexOf('/') + 1);
		}

		/**
		 * The path of the folder that the file is in.
		 * @return the folder, empty for a file directly under the location
		 */
		public String folder() {
			int end = this.path.lastIndexOf('/');
			return (end > 0) ? this.path.substring(0, end) : "";
		}

	}

}
