package io.migrator.backfill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.migrator.error.MigratorException;
import io.migrator.migration.SqlFiles;
import io.migrator.migration.SqlFiles.SqlFile;
import io.migrator.sql.ScriptException;

/**
 * Where backfills are defined: SQL files and beans.
 *
 * @param locations where files are, {@code classpath:} or {@code file:}; one that does
 * not exist has none
 * @param classLoader where class path locations are looked up
 * @param beans those written in Java
 */
public record BackfillSource(List<String> locations, ClassLoader classLoader, List<Backfill<?>> beans) {

	/**
	 * Where files are if nobody says otherwise.
	 */
	public static final String DEFAULT_LOCATION = "classpath:db/backfills";

	public BackfillSource {
		locations = List.copyOf(locations);
		beans = List.copyOf(beans);
	}

	/**
	 * Reads every file and asks every bean, whatever the environments they are for.
	 * @return the definitions, in the order of their names
	 * @throws InvalidBackfillsException if some cannot be used, telling all that is wrong
	 * with any of them
	 * @throws io.migrator.migration.InvalidMigrationsException if a location cannot be
	 * read
	 */
	public List<BackfillDefinition> load() {
		Collector collector = new Collector();
		for (SqlFile file : new SqlFiles(this.locations, this.classLoader).list()) {
			collector.add(() -> new DefinitionReader(file).read());
		}
		for (Backfill<?> bean : this.beans) {
			collector.add(() -> BeanReader.read(bean));
		}
		return collector.definitions();
	}

	/**
	 * Puts definitions together and sees what is wrong with them.
	 */
	private static final class Collector {

		private final Map<String, BackfillDefinition> byName = new TreeMap<>();

		private final List<String> problems = new ArrayList<>();

		void add(Reader reader) {
			try {
				BackfillDefinition definition = reader.read();
				BackfillDefinition same = this.byName.putIfAbsent(definition.name(), definition);
				if (same != null && !isCopy(same, definition)) {
					this.problems.add("The backfill " + definition.name() + " is there twice: " + same.source()
							+ " and " + definition.source());
				}
			}
			catch (ScriptException ex) {
				this.problems.add(ex.problem() + ". " + ex.nextStep());
			}
			catch (MigratorException ex) {
				this.problems.add(ex.problem());
			}
		}

		/** The same file may be on the class path twice, as in a shaded jar. */
		private static boolean isCopy(BackfillDefinition one, BackfillDefinition other) {
			return !(one.work() instanceof BackfillDefinition.Bean) && one.checksum().equals(other.checksum())
					&& one.directives().equals(other.directives());
		}

		List<BackfillDefinition> definitions() {
			if (!this.problems.isEmpty()) {
				throw new InvalidBackfillsException(this.problems);
			}
			return List.copyOf(this.byName.values());
		}

	}

	/**
	 * Reads a definition.
	 */
	private interface Reader {

		BackfillDefinition read();

	}

}
