package io.migrator.migration;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import io.migrator.migration.Listing.Entry;
import org.jspecify.annotations.Nullable;

/**
 * {@code <yyyy-mm-dd>-<area>-<short-change>}, as a folder with a {@code migration.sql} or
 * as one file; several on one day run in the order of their ids.
 */
final class DatedLayout implements MigrationLayout {

	@Override
	public String name() {
		return "dated";
	}

	@Override
	public boolean claims(Entry entry, Listing listing) {
		return migrationName(entry, listing) != null;
	}

	@Override
	public void read(List<Entry> claimed, Listing listing, Sink sink) {
		for (Entry entry : claimed) {
			MigrationName name = migrationName(entry, listing);
			boolean inFolder = !entry.folder().isEmpty();
			if (name != null && (inFolder ? entry.name().equals("migration.sql") : Siblings.isUp(entry))) {
				Migration.Builder migration = inFolder ? Folders.migration(name, entry, listing)
						: Siblings.migration(name, entry, listing);
				sink.addDated(migration.place(place(name.version())));
			}
		}
	}

	private static @Nullable MigrationName migrationName(Entry entry, Listing listing) {
		if (!NaturalOrder.isDigit(entry.path().charAt(0))) {
			return null;
		}
		if (Folders.isPart(entry, listing, "migration.sql")) {
			return MigrationName.dated(entry.folder());
		}
		String stem = Siblings.stem(entry, listing);
		return (stem != null) ? MigrationName.dated(stem) : null;
	}

	/**
	 * The date as a timestamp, so that it finds its place among timestamps.
	 */
	static Version place(String version) {
		return (version.length() > "yyyy-MM-dd".length()) ? DieselLayout.place(version)
				: new Version(version.replace("-", "") + "000000");
	}

	@Override
	public List<NewFile> next(List<Migration> existing, String name, LocalDateTime now) {
		String stem = DateTimeFormatter.ISO_LOCAL_DATE.format(now) + "-" + name.replace('_', '-');
		boolean asFile = !existing.isEmpty()
				&& !existing.get(existing.size() - 1).up().name().endsWith("/migration.sql");
		return asFile ? List.of(new NewFile(stem + ".sql", Templates.up(name)))
				: List.of(new NewFile(stem + "/migration.sql", Templates.up(name)),
						new NewFile(stem + "/down.sql", Templates.down(name)));
	}

}
