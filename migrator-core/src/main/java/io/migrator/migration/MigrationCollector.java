package io.migrator.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.migration.MigrationSet.Origin;
import io.migrator.migration.MigrationWarning.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Puts the migrations of all locations together and sees what collides.
 */
final class MigrationCollector {

	private static final int MOST_PROBLEMS = 20;

	private final Map<String, Migration> byId = new LinkedHashMap<>();

	private final Map<Version, Migration> byVersion = new HashMap<>();

	private final List<MigrationWarning> warnings = new ArrayList<>();

	private final List<Origin> origins = new ArrayList<>();

	private final List<String> problems = new ArrayList<>();

	private int offered;

	private final boolean refuseDuplicateVersions;

	MigrationCollector(boolean refuseDuplicateVersions) {
		this.refuseDuplicateVersions = refuseDuplicateVersions;
	}

	/**
	 * Takes a migration.
	 * @return whether it is new, not a copy of another
	 */
	boolean add(Migration migration, boolean uniqueVersion) {
		this.offered++;
		Migration same = this.byId.putIfAbsent(migration.id().value(), migration);
		if (same != null) {
			if (same.up().checksum().equals(migration.up().checksum())) {
				warn(Kind.IDENTICAL_COPY, migration.location(), migration.up().name(),
						"is there twice with the same text: " + where(same, migration) + " and "
								+ where(migration, same));
			}
			else {
				this.problems.add("The id " + migration.id() + " is there twice with different texts: "
						+ where(same, migration) + " and " + where(migration, same));
			}
			return false;
		}
		Version version = migration.place();
		Migration other = (uniqueVersion && version != null) ? this.byVersion.putIfAbsent(version, migration) : null;
		if (other != null && !isReplacement(migration, other)) {
			String problem = "Version " + migration.version() + " is there twice: " + where(other, migration) + " and "
					+ where(migration, other);
			if (this.refuseDuplicateVersions) {
				this.problems.add(problem);
			}
			else {
				this.warnings.add(new MigrationWarning(Kind.DUPLICATE_VERSION, migration.location(),
						migration.up().name(), problem + "; they run in the order of their ids"));
			}
		}
		return true;
	}

	/**
	 * A migration may have the version of one that it stands for, which sorts it where
	 * that one was.
	 */
	private static boolean isReplacement(Migration one, Migration other) {
		return one.directives().replaces(other.id().value()) || other.directives().replaces(one.id().value());
	}

	private static String where(Migration migration, Migration other) {
		boolean unclear = migration.up().name().equals(other.up().name());
		return migration.up().name() + (unclear ? " in " + migration.location() : "");
	}

	void warn(Kind kind, String location, String path, String message) {
		this.warnings.add(new MigrationWarning(kind, location, path, path + " " + message));
	}

	void origin(Listing listing, @Nullable MigrationLayout layout, List<Migration> migrations) {
		MigrationId[] ids = new MigrationId[migrations.size()];
		for (int i = 0; i < ids.length; i++) {
			ids[i] = migrations.get(i).id();
		}
		this.origins.add(new Origin(listing.location(), listing.origin(), layout, List.of(ids)));
	}

	/**
	 * How many migrations were offered, copies included.
	 */
	int offered() {
		return this.offered;
	}

	MigrationSet toSet() {
		if (this.problems.size() > MOST_PROBLEMS) {
			int more = this.problems.size() - MOST_PROBLEMS;
			this.problems.subList(MOST_PROBLEMS, this.problems.size()).clear();
			this.problems.add("and " + more + " more of this kind");
		}
		if (!this.problems.isEmpty()) {
			throw new InvalidMigrationsException(this.problems,
					"Give one of each pair another version: one that was not applied anywhere yet. If both were,"
							+ " set migrator.duplicate-versions=warn, and they run in the order of their ids.",
					null);
		}
		return MigrationSet.of(new ArrayList<>(this.byId.values()), this.warnings, this.origins);
	}

}
