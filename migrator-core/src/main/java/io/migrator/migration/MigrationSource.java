package io.migrator.migration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import io.migrator.migration.MigrationWarning.Kind;

/**
 * Where migrations are and how they are named.
 *
 * @param locations {@code classpath:db/migrations}, {@code file:/path}, or a plain path
 * on the class path
 * @param flywayNaming how Flyway's files are named
 * @param placeholders what Flyway's placeholders stand for
 * @param refuseDuplicateVersions whether two migrations with one version are an error,
 * not a warning
 * @param layouts layouts besides the known ones, asked before them
 * @param classLoader where class path locations are looked up
 */
public record MigrationSource(List<String> locations, FlywayNaming flywayNaming, Placeholders placeholders,
		boolean refuseDuplicateVersions, List<MigrationLayout> layouts, ClassLoader classLoader) {

	/**
	 * Where migrations are if nobody says otherwise.
	 */
	public static final String DEFAULT_LOCATION = "classpath:db/migrations";

	public MigrationSource {
		locations = List.copyOf(locations);
		layouts = List.copyOf(layouts);
	}

	/**
	 * A source with the defaults of every tool.
	 * @param locations the locations
	 * @return the source
	 */
	public static MigrationSource of(String... locations) {
		ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
		return new MigrationSource(List.of(locations), FlywayNaming.DEFAULT, Placeholders.of(Map.of()), true, List.of(),
				(classLoader != null) ? classLoader : MigrationSource.class.getClassLoader());
	}

	public MigrationSource withFlywayNaming(FlywayNaming flywayNaming) {
		return new MigrationSource(this.locations, flywayNaming, this.placeholders, this.refuseDuplicateVersions,
				this.layouts, this.classLoader);
	}

	public MigrationSource withPlaceholders(Placeholders placeholders) {
		return new MigrationSource(this.locations, this.flywayNaming, placeholders, this.refuseDuplicateVersions,
				this.layouts, this.classLoader);
	}

	public MigrationSource withLayouts(List<MigrationLayout> layouts) {
		return new MigrationSource(this.locations, this.flywayNaming, this.placeholders, this.refuseDuplicateVersions,
				layouts, this.classLoader);
	}

	public MigrationSource withClassLoader(ClassLoader classLoader) {
		return new MigrationSource(this.locations, this.flywayNaming, this.placeholders, this.refuseDuplicateVersions,
				this.layouts, classLoader);
	}

	public MigrationSource withRefuseDuplicateVersions(boolean refuseDuplicateVersions) {
		return new MigrationSource(this.locations, this.flywayNaming, this.placeholders, refuseDuplicateVersions,
				this.layouts, this.classLoader);
	}

	/**
	 * Lists every location, reads every up script once, and sorts what was found.
	 * @return the migrations, with their checksums known
	 * @throws InvalidMigrationsException if files contradict each other
	 */
	public MigrationSet load() {
		MigrationCollector collector = new MigrationCollector(this.refuseDuplicateVersions);
		List<MigrationLayout> all = allLayouts();
		LocationLister lister = new LocationLister(this.classLoader);
		for (String location : new LinkedHashSet<>(this.locations)) {
			List<Listing> listings = lister.list(location);
			if (listings.isEmpty()) {
				collector.warn(Kind.MISSING_LOCATION, location, location, "does not exist");
			}
			int before = collector.offered();
			for (Listing listing : listings) {
				ListingReader.read(listing, all, collector);
			}
			if (!listings.isEmpty() && collector.offered() == before) {
				collector.warn(Kind.EMPTY_LOCATION, location, location, "has no migration");
			}
		}
		return collector.toSet();
	}

	List<MigrationLayout> allLayouts() {
		List<MigrationLayout> all = new ArrayList<>(this.layouts);
		all.add(new FlywayLayout(this.flywayNaming, this.placeholders));
		all.add(new DrizzleJournalLayout());
		all.add(new DrizzleFolderLayout());
		for (SectionTool tool : SectionTool.values()) {
			all.add(new SectionLayout(tool));
		}
		all.add(new DatedLayout());
		all.add(new PrismaLayout());
		all.add(new DieselLayout());
		all.add(new PlainLayout());
		all.add(new UpDownLayout());
		return all;
	}

}
