package io.migrator.migration;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.migrator.migration.Listing.Entry;
import io.migrator.migration.MigrationWarning.Kind;
import org.jspecify.annotations.Nullable;

/**
 * {@code NNN_name.up.sql} with {@code NNN_name.down.sql}, as golang-migrate, sqlx and Bun
 * have them.
 */
final class UpDownLayout implements MigrationLayout {

	private static final List<String> UP = List.of(".tx.up.sql", ".up.sql");

	private static final List<String> DOWN = List.of(".tx.down.sql", ".down.sql");

	private static final List<String> VERIFY = List.of(".verify.sql");

	@Override
	public String name() {
		return "up and down files";
	}

	@Override
	public boolean claims(Entry entry, Listing listing) {
		if (entry.path().indexOf('/') >= 0 || !entry.path().endsWith(".sql")) {
			return false;
		}
		String stem = stem(entry, UP);
		if (stem == null) {
			stem = stem(entry, DOWN);
			stem = (stem != null) ? stem : stem(entry, VERIFY);
			stem = (stem != null && listing.find(stem + ".sql") == null) ? stem : null;
		}
		return stem != null && migrationName(stem) != null;
	}

	@Override
	public void read(List<Entry> claimed, Listing listing, Sink sink) {
		Map<String, Entry> up = new TreeMap<>();
		Map<String, Entry> down = new TreeMap<>();
		Map<String, Entry> verify = new TreeMap<>();
		for (Entry entry : claimed) {
			put(up, entry, UP, listing);
			put(down, entry, DOWN, listing);
			put(verify, entry, VERIFY, listing);
		}
		up.forEach((stem, entry) -> {
			MigrationName name = migrationName(stem);
			if (name != null) {
				sink.add(name.migration(listing.script(entry))
					.down(script(down.remove(stem), listing))
					.verify(script(verify.remove(stem), listing)));
			}
		});
		down.putAll(verify);
		down.forEach((stem, entry) -> sink.warn(Kind.DOWN_WITHOUT_UP, entry.path(),
				"has no " + stem + ".up.sql, so it is never run"));
	}

	private static void put(Map<String, Entry> entries, Entry entry, List<String> endings, Listing listing) {
		String stem = stem(entry, endings);
		Entry other = (stem != null) ? entries.put(stem, entry) : null;
		if (other != null) {
			throw new InvalidMigrationsException("The id " + stem + " is there twice: "
					+ listing.displayName(other.path()) + " and " + listing.displayName(entry.path()),
					"Delete one of them.");
		}
	}

	private static @Nullable Script script(@Nullable Entry entry, Listing listing) {
		return (entry != null) ? listing.script(entry) : null;
	}

	private static @Nullable String stem(Entry entry, List<String> endings) {
		for (String ending : endings) {
			String stem = MigrationName.without(ending, entry.name());
			if (stem != null) {
				return stem;
			}
		}
		return null;
	}

	private static @Nullable MigrationName migrationName(String stem) {
		MigrationName dated = MigrationName.dated(stem);
		return (dated != null) ? dated : MigrationName.numbered(stem);
	}

	@Override
	public List<NewFile> next(List<Migration> existing, String name, LocalDateTime now) {
		String stem = Templates.next(existing, now, "000001") + "_" + name;
		String transaction = existing.stream().anyMatch((migration) -> migration.up().name().endsWith(".tx.up.sql"))
				? ".tx" : "";
		return List.of(new NewFile(stem + transaction + ".up.sql", Templates.up(name)),
				new NewFile(stem + transaction + ".down.sql", Templates.down(name)));
	}

}
