package io.migrator.migration;

import java.time.LocalDateTime;
import java.util.List;

import io.migrator.migration.Listing.Entry;
import org.jspecify.annotations.Nullable;

/**
 * {@code <timestamp>_<name>/migration.sql}, as Prisma has it, with an optional
 * {@code down.sql} and {@code verify.sql}.
 */
final class PrismaLayout implements MigrationLayout {

	@Override
	public String name() {
		return "Prisma";
	}

	@Override
	public boolean claims(Entry entry, Listing listing) {
		return Folders.isPart(entry, listing, "migration.sql") && MigrationName.numbered(entry.folder()) != null;
	}

	@Override
	public void read(List<Entry> claimed, Listing listing, Sink sink) {
		for (Entry entry : claimed) {
			MigrationName name = MigrationName.numbered(entry.folder());
			if (name != null && entry.name().equals("migration.sql")) {
				Migration.Builder migration = Folders.migration(name, entry, listing).place(place(name.version()));
				if (isDate(name.version())) {
					sink.addDated(migration);
				}
				else {
					sink.add(migration);
				}
			}
		}
	}

	/**
	 * Prisma sorts names as text, so a date stands behind the timestamps of its day.
	 */
	static @Nullable Version place(String version) {
		boolean shortTimestamp = isDate(version) || (version.length() == 12 && isOfThisAge(version));
		return shortTimestamp ? new Version(version + "9".repeat(14 - version.length())) : null;
	}

	private static boolean isDate(String version) {
		return version.length() == 8 && isOfThisAge(version)
				&& version.matches("....(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])");
	}

	private static boolean isOfThisAge(String version) {
		return (version.startsWith("19") || version.startsWith("20")) && NaturalOrder.isNumber(version);
	}

	@Override
	public List<NewFile> next(List<Migration> existing, String name, LocalDateTime now) {
		String folder = Templates.timestamp(now) + "_" + name;
		return List.of(new NewFile(folder + "/migration.sql", Templates.up(name)),
				new NewFile(folder + "/down.sql", Templates.down(name)));
	}

}
