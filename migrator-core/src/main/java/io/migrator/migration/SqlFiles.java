package io.migrator.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The SQL files that lie in a location, one after another: backfills, seeds, checks.
 *
 * @param locations where they are, {@code classpath:} or {@code file:}; one that does not
 * exist has none
 * @param classLoader where class path locations are looked up
 */
public record SqlFiles(List<String> locations, ClassLoader classLoader) {

	public SqlFiles {
		locations = List.copyOf(locations);
	}

	/**
	 * Lists the files.
	 * @return the files of all locations, by name
	 * @throws InvalidMigrationsException if a location cannot be read
	 */
	public List<SqlFile> list() {
		LocationLister lister = new LocationLister(this.classLoader);
		List<SqlFile> files = new ArrayList<>();
		for (String location : new LinkedHashSet<>(this.locations)) {
			for (Listing listing : lister.list(location)) {
				for (Listing.Entry entry : listing.entries()) {
					if (entry.path().endsWith(".sql")) {
						files.add(new SqlFile(name(entry.path()), listing.script(entry)));
					}
				}
			}
		}
		files.sort(Comparator.comparing(SqlFile::name, NaturalOrder::compare)
			.thenComparing((file) -> file.script().name()));
		return files;
	}

	private static String name(String path) {
		return path.substring(0, path.length() - ".sql".length());
	}

	/**
	 * An SQL file.
	 *
	 * @param name its path within the location, without {@code .sql}
	 * @param script its text
	 */
	public record SqlFile(String name, Script script) {

		/**
		 * The comments before the first statement, where directives are.
		 * @return the text
		 */
		public String head() {
			return this.script.facts().head();
		}

		/**
		 * Whether there is a directive below the first statement, where nobody reads it.
		 * @return whether there is one
		 */
		public boolean hasMisplacedDirective() {
			return this.script.facts().hasMisplacedDirective();
		}

	}

}
