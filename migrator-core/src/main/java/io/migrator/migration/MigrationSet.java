package io.migrator.migration;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * All migrations on disk, in the order in which they run: by version, then by id,
 * repeatable ones last.
 */
public final class MigrationSet implements Iterable<Migration> {

	private final List<Migration> migrations;

	private volatile @Nullable Map<String, Migration> byId;

	private final List<MigrationWarning> warnings;

	private final List<Origin> origins;

	private MigrationSet(List<Migration> migrations, List<MigrationWarning> warnings, List<Origin> origins) {
		this.migrations = List.copyOf(migrations);
		this.warnings = List.copyOf(warnings);
		this.origins = List.copyOf(origins);
	}

	/**
	 * A set of migrations with unique ids.
	 * @param migrations the migrations, in any order
	 * @param warnings what should not pass in silence
	 * @param origins where they come from
	 * @return the sorted set
	 */
	public static MigrationSet of(List<Migration> migrations, List<MigrationWarning> warnings, List<Origin> origins) {
		List<Migration> sorted = new ArrayList<>(migrations);
		sorted.sort(Migration.ORDER);
		return new MigrationSet(sorted, warnings, origins);
	}

	/**
	 * Some of the migrations, held up by nothing: for a database in which only the schema
	 * counts.
	 * @param wanted which of them
	 * @return a set of copies without holds and environments
	 */
	public MigrationSet freed(Predicate<Migration> wanted) {
		return copies(wanted, Directives::freed);
	}

	/**
	 * Some of the migrations, held up by nothing but backfills: for a database in which
	 * they have never run.
	 * @param wanted which of them
	 * @return a set of copies without other holds and environments
	 */
	public MigrationSet replayed(Predicate<Migration> wanted) {
		return copies(wanted, Directives::replayed);
	}

	private MigrationSet copies(Predicate<Migration> wanted, UnaryOperator<Directives> directives) {
		return new MigrationSet(this.migrations.stream()
			.filter(wanted)
			.map((migration) -> migration.with(directives.apply(migration.directives())))
			.toList(), List.of(), this.origins);
	}

	/**
	 * The migrations in their order.
	 * @return an immutable list
	 */
	public List<Migration> list() {
		return this.migrations;
	}

	/**
	 * Finds a migration.
	 * @param id the whole id
	 * @return the migration, or {@code null} if there is none
	 */
	public @Nullable Migration find(MigrationId id) {
		return find(id.value());
	}

	/**
	 * Finds a migration.
	 * @param id the whole id
	 * @return the migration, or {@code null} if there is none
	 */
	public @Nullable Migration find(String id) {
		Map<String, Migration> byId = this.byId;
		if (byId == null) {
			byId = new HashMap<>(this.migrations.size() * 2);
			for (Migration migration : this.migrations) {
				byId.put(migration.id().value(), migration);
			}
			this.byId = byId;
		}
		return byId.get(id);
	}

	/**
	 * What should not pass in silence, in the order of the locations.
	 * @return the warnings
	 */
	public List<MigrationWarning> warnings() {
		return this.warnings;
	}

	/**
	 * The folders and jars that were read.
	 * @return the origins, in the order of the locations
	 */
	public List<Origin> origins() {
		return this.origins;
	}

	public int size() {
		return this.migrations.size();
	}

	public boolean isEmpty() {
		return this.migrations.isEmpty();
	}

	public Stream<Migration> stream() {
		return this.migrations.stream();
	}

	@Override
	public Iterator<Migration> iterator() {
		return this.migrations.iterator();
	}

	@Override
	public String toString() {
		return this.migrations.toString();
	}

	/**
	 * A folder or jar that was read.
	 *
	 * @param location the location, as configured
	 * @param address the folder's path, or the jar's address
	 * @param layout the layout found, or {@code null} if there was nothing to read
	 * @param migrations the ids found there, in order
	 */
	public record Origin(String location, String address, @Nullable MigrationLayout layout,
			List<MigrationId> migrations) {

		public Origin {
			migrations = List.copyOf(migrations);
		}

	}

}
