package io.migrator.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.migration.Listing.Entry;
import io.migrator.migration.MigrationWarning.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads one listing: finds its layout, has it read, and says what it left over.
 */
final class ListingReader implements MigrationLayout.Sink {

	private final Listing listing;

	private final MigrationCollector collector;

	private final List<Migration> migrations = new ArrayList<>();

	private ListingReader(Listing listing, MigrationCollector collector) {
		this.listing = listing;
		this.collector = collector;
	}

	static void read(Listing listing, List<MigrationLayout> layouts, MigrationCollector collector) {
		new ListingReader(listing, collector).read(layouts);
	}

	private void read(List<MigrationLayout> layouts) {
		Map<MigrationLayout, List<Entry>> claims = new LinkedHashMap<>();
		List<Entry> strays = new ArrayList<>();
		for (Entry entry : this.listing.entries()) {
			MigrationLayout owner = owner(entry, layouts);
			if (owner != null) {
				List<Entry> claimed = claims.get(owner);
				if (claimed == null) {
					claimed = new ArrayList<>();
					claims.put(owner, claimed);
				}
				claimed.add(entry);
			}
			else if (entry.path().endsWith(".sql")) {
				strays.add(entry);
			}
		}
		refuseMixture(claims);
		if (claims.isEmpty()) {
			refuseStraysAlone(strays);
			warnOfFolders(Set.of());
			this.collector.origin(this.listing, null, List.of());
			return;
		}
		Map.Entry<MigrationLayout, List<Entry>> only = claims.entrySet().iterator().next();
		only.getKey().read(only.getValue(), this.listing, this);
		for (Entry stray : strays) {
			warnOfStray(stray, only.getKey());
		}
		if (!this.listing.folders().isEmpty()) {
			Set<String> folders = new HashSet<>();
			for (Entry entry : only.getValue()) {
				folders.add(topFolder(entry.path()));
			}
			warnOfFolders(folders);
		}
		this.migrations.sort(Migration.ORDER);
		this.collector.origin(this.listing, only.getKey(), this.migrations);
	}

	private @Nullable MigrationLayout owner(Entry entry, List<MigrationLayout> layouts) {
		for (MigrationLayout layout : layouts) {
			if (layout.claims(entry, this.listing)) {
				return layout;
			}
		}
		return null;
	}

	private void refuseMixture(Map<MigrationLayout, List<Entry>> claims) {
		if (claims.size() < 2) {
			return;
		}
		List<String> examples = new ArrayList<>();
		claims.forEach((layout, entries) -> examples
			.add(this.listing.displayName(entries.get(0).path()) + " (" + layout.name() + ")"));
		throw new InvalidMigrationsException(
				"The location " + this.listing.location() + " mixes layouts: " + String.join(", ", examples),
				"Name all files of one location in one way, or move those of each layout to a location of their own "
						+ "and list both in migrator.locations.");
	}

	private void refuseStraysAlone(List<Entry> strays) {
		List<Entry> sql = strays.stream().filter((entry) -> entry.path().indexOf('/') < 0).toList();
		if (!sql.isEmpty()) {
			throw new InvalidMigrationsException(
					"The location " + this.listing.location() + " has SQL files whose names have no version, such as "
							+ this.listing.displayName(sql.get(0).path()),
					"Begin each name with a version, for example 20260110120000_"
							+ sql.get(0).name().replaceAll("\\W*\\.sql$", "") + "/migration.sql.");
		}
		strays.forEach((stray) -> warn(Kind.STRAY_FILE, stray.path(),
				"is in a folder of no known layout, so it is never run"));
	}

	private void warnOfStray(Entry stray, MigrationLayout layout) {
		String name = stray.name();
		if (name.endsWith("down.sql") || name.endsWith("verify.sql")) {
			warn(Kind.DOWN_WITHOUT_UP, stray.path(), "belongs to a migration that is not there, so it is never run");
		}
		else if (layout instanceof FlywayLayout && name.matches("(before|after|create).*")) {
			warn(Kind.NOT_SUPPORTED, stray.path(), "is a Flyway callback and is passed over; it is never run");
		}
		else {
			warn(Kind.STRAY_FILE, stray.path(),
					"is not named as the " + layout.name() + " layout of its location asks, so it is never run");
		}
	}

	private void warnOfFolders(Set<String> known) {
		for (String folder : this.listing.folders()) {
			if (!known.contains(folder) && NaturalOrder.isDigit(folder.charAt(0))) {
				warn(Kind.FOLDER_WITHOUT_SCRIPT, folder, "has no migration script, so it is never run");
			}
		}
	}

	private static String topFolder(String path) {
		int end = path.indexOf('/');
		return (end > 0) ? path.substring(0, end) : "";
	}

	@Override
	public void add(Migration.Builder builder) {
		add(builder, true);
	}

	@Override
	public void addDated(Migration.Builder builder) {
		add(builder, false);
	}

	private void add(Migration.Builder builder, boolean uniqueVersion) {
		Migration migration = builder.location(this.listing.location()).build();
		if (this.collector.add(migration, uniqueVersion)) {
			this.migrations.add(migration);
			if (migration.up().facts().hasMisplacedDirective()) {
				this.collector.warn(Kind.MISPLACED_DIRECTIVE, migration.location(), migration.up().name(),
						"has a line \"-- migrator:\" below its first statement, where it is not read");
			}
			if (migration.up().isBlank()) {
				this.collector.warn(Kind.EMPTY_SCRIPT, migration.location(), migration.up().name(),
						"has no statement; it is recorded as applied without doing anything");
			}
		}
	}

	@Override
	public void warn(Kind kind, String path, String message) {
		this.collector.warn(kind, this.listing.location(), this.listing.displayName(path), message);
	}

}
