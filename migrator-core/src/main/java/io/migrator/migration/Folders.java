package io.migrator.migration;

import java.util.Set;

import io.migrator.migration.Listing.Entry;

/**
 * What the layouts with one folder per migration have in common.
 */
final class Folders {

	private static final Set<String> COMPANIONS = Set.of("down.sql", "verify.sql");

	private Folders() {
	}

	/**
	 * Whether a file is the given script of a folder directly under the location, or a
	 * companion of it.
	 */
	static boolean isPart(Entry entry, Listing listing, String scriptName) {
		String folder = entry.folder();
		if (folder.isEmpty() || folder.indexOf('/') >= 0) {
			return false;
		}
		return entry.name().equals(scriptName)
				|| (COMPANIONS.contains(entry.name()) && listing.find(folder + "/" + scriptName) != null);
	}

	static Migration.Builder migration(MigrationName name, Entry entry, Listing listing) {
		return name.migration(listing.script(entry))
			.down(listing.script(entry.folder() + "/down.sql"))
			.verify(listing.script(entry.folder() + "/verify.sql"));
	}

}
