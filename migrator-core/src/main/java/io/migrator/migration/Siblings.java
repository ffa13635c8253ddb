package io.migrator.migration;

import io.migrator.migration.Listing.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What the layouts with one file per migration have in common: an optional
 * {@code <stem>.down.sql} and {@code <stem>.verify.sql} beside {@code <stem>.sql}.
 */
final class Siblings {

	private Siblings() {
	}

	/**
	 * The stem of the migration that a file belongs to.
	 * @return the stem, or {@code null} if it is not such a file directly under the
	 * location
	 */
	static @Nullable String stem(Entry entry, Listing listing) {
		String path = entry.path();
		if (path.indexOf('/') >= 0 || !path.endsWith(".sql") || path.endsWith(".up.sql")) {
			return null;
		}
		for (String companion : new String[] { ".down.sql", ".verify.sql" }) {
			String stem = MigrationName.without(companion, path);
			if (stem != null) {
				return (listing.find(stem + ".sql") != null) ? stem : null;
			}
		}
		return MigrationName.without(".sql", path);
	}

	static boolean isUp(Entry entry) {
		return !entry.path().endsWith(".down.sql") && !entry.path().endsWith(".verify.sql");
	}

	static Migration.Builder migration(MigrationName name, Entry entry, Listing listing) {
		return name.migration(listing.script(entry))
			.down(listing.script(name.stem() + ".down.sql"))
			.verify(listing.script(name.stem() + ".verify.sql"));
	}

}
