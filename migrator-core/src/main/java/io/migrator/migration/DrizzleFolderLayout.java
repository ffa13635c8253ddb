package io.migrator.migration;

import java.time.LocalDateTime;
import java.util.List;

import io.migrator.error.MigratorException;
import io.migrator.migration.Listing.Entry;

/**
 * {@code <timestamp>_<name>/migration.sql} beside a {@code snapshot.json}, as Drizzle Kit
 * has it since 1.0.
 */
final class DrizzleFolderLayout implements MigrationLayout {

	@Override
	public String name() {
		return "Drizzle";
	}

	@Override
	public boolean claims(Entry entry, Listing listing) {
		return Folders.isPart(entry, listing, "migration.sql") && MigrationName.numbered(entry.folder()) != null
				&& listing.hasAny("snapshot.json");
	}

	@Override
	public void read(List<Entry> claimed, Listing listing, Sink sink) {
		for (Entry entry : claimed) {
			MigrationName name = MigrationName.numbered(entry.folder());
			if (name != null && entry.name().equals("migration.sql")) {
				sink.add(Folders.migration(name, entry, listing).rewrite(DrizzleJournalLayout.BREAKPOINTS));
			}
		}
	}

	@Override
	public List<NewFile> next(List<Migration> existing, String name, LocalDateTime now) {
		throw createdByDrizzle(name);
	}

	static MigratorException createdByDrizzle(String name) {
		return new MigratorException(
				"Drizzle Kit keeps its own record of each migration beside the script, so a new one has to come from it",
				null, "Run: npx drizzle-kit generate --name " + name + " (with --custom for a script by hand).", null);
	}

}
