package io.migrator.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.migrator.migration.MigrationSet.Origin;
import io.migrator.migration.MigrationWarning.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Puts the migrations of all locations together and sees what collides.
 */
final class MigrationCollector {

	private final Map<MigrationId, Migration> byId = new HashMap<>();

	private final Map<Version, Migration> byVersion = new HashMap<>();

	private final List<MigrationWarning> warnings = new ArrayList<>();

	private final List<Origin> origins = new ArrayList<>();

	private final List<String> problems = new ArrayList<>();

	/**
	 * Takes a migration.
	 * @return whether it is new, not a copy of another
	 */
	boolean add(Migration migration, boolean uniqueVersion) {
		Migration same = this.byId.putIfAbsent(migration.id(), migration);
		if (same != null) {
			if (same.up().checksum().equals(migration.up().checksum())) {
				warn(Kind.IDENTICAL_COPY, migration.location(), migration.up().name(),
						"is there twice with the same text, in " + same.location() + " and in " + migration.location());
			}
			else {
				this.problems.add("The id " + migration.id() + " is there twice with different texts: "
						+ where(same, migration) + " and " + where(migration, same));
			}
			return false;
		}
		Version version = migration.place();
		Migration other = (uniqueVersion && version != null) ? this.byVersion.putIfAbsent(version, migration) : null;
		if (other != null) {
			this.problems.add("Version " + migration.version() + " is there twice: " + where(other, migration) + " and "
					+ where(migration, other));
		}
		return true;
	}

	private static String where(Migration migration, Migration other) {
		boolean unclear = migration.up().name().equals(other.up().name());
		return migration.up().name() + (unclear ? " in " + migration.location() : "");
	}

	void warn(Kind kind, String location, String path, String message) {
		this.warnings.add(new MigrationWarning(kind, location, path, path + " " + message));
	}

	void origin(Listing listing, @Nullable MigrationLayout layout, List<Migration> migrations) {
		this.origins.add(new Origin(listing.location(), listing.origin(), layout,
				migrations.stream().sorted(Migration.ORDER).map(Migration::id).toList()));
	}

	int size() {
		return this.byId.size();
	}

	MigrationSet toSet() {
		if (!this.problems.isEmpty()) {
			throw new InvalidMigrationsException(this.problems,
					"Give one of each pair another version, unless it was applied already: then rename the other.",
					null);
		}
		return MigrationSet.of(List.copyOf(this.byId.values()), this.warnings, this.origins);
	}

}
