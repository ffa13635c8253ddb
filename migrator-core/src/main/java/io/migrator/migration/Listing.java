package io.migrator.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

	private final List<String> folders;

	private @Nullable Set<String> fileNames;

	private @Nullable Boolean companions;

	private final Map<String, Script> scripts = new HashMap<>();

	Listing(String location, String prefix, String origin, List<Entry> entries, Collection<String> folders) {
		this.location = location;
		this.prefix = prefix;
		this.origin = origin;
		List<Entry> sorted = new ArrayList<>(entries);
		Collections.sort(sorted);
		this.entries = Collections.unmodifiableList(sorted);
		this.folders = new ArrayList<>(folders);
		Collections.sort(this.folders);
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
		return Collections.unmodifiableList(this.folders);
	}

	/**
	 * Finds a file.
	 * @param path its path below the location
	 * @return the file, or {@code null} if there is none
	 */
	public @Nullable Entry find(String path) {
		int low = 0;
		int high = this.entries.size() - 1;
		while (low <= high) {
			int middle = (low + high) >>> 1;
			Entry entry = this.entries.get(middle);
			int order = entry.path().compareTo(path);
			if (order == 0) {
				return entry;
			}
			low = (order < 0) ? middle + 1 : low;
			high = (order > 0) ? middle - 1 : high;
		}
		return null;
	}

	/**
	 * Whether there is any file of that name, here or in a folder.
	 */
	boolean hasAny(String fileName) {
		Set<String> names = this.fileNames;
		if (names == null) {
			names = new HashSet<>();
			for (Entry entry : this.entries) {
				names.add(entry.name());
			}
			this.fileNames = names;
		}
		return names.contains(fileName);
	}

	/**
	 * Whether there is any file with settings for a script.
	 */
	boolean hasCompanions() {
		Boolean companions = this.companions;
		if (companions == null) {
			companions = false;
			for (Entry entry : this.entries) {
				companions |= entry.path().endsWith(".conf");
			}
			this.companions = companions;
		}
		return companions;
	}

	/**
	 * The script in a file; asked for twice, the same one, so that it is read once.
	 * @param entry the file
	 * @return the script
	 */
	public Script script(Entry entry) {
		Script script = this.scripts.get(entry.path());
		if (script == null) {
			script = Script.of(displayName(entry.path()), entry.resource(), entry.size());
			this.scripts.put(entry.path(), script);
		}
		return script;
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
		return this.prefix.concat(path);
	}

	/**
	 * A file below a location.
	 *
	 * @param path the path below the location, separated by {@code /}
	 * @param resource the file
	 * @param size its size in bytes, or -1 if it is not known
	 */
	public record Entry(String path, Resource resource, long size) implements Comparable<Entry> {

		@Override
		public int compareTo(Entry other) {
			return this.path.compareTo(other.path);
		}

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
