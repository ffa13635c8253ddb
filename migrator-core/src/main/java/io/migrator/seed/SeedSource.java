package io.migrator.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.migrator.migration.SeedDirectives;
import io.migrator.migration.SqlFiles;
import io.migrator.migration.SqlFiles.SqlFile;
import io.migrator.run.ScriptSession;
import io.migrator.sql.ScriptException;

/**
 * Where seeds are.
 *
 * @param locations where files are, {@code classpath:} or {@code file:}; one that does
 * not exist has none
 * @param classLoader where class path locations are looked up
 */
public record SeedSource(List<String> locations, ClassLoader classLoader) implements Supplier<List<Seed>> {

	/**
	 * Where seeds are if nobody says otherwise.
	 */
	public static final String DEFAULT_LOCATION = "classpath:db/seeds";

	public SeedSource {
		locations = List.copyOf(locations);
	}

	/**
	 * Reads every file, whatever environments it is for.
	 * @return the seeds in the order in which they are run: that of their names, numbers
	 * in them compared as numbers
	 * @throws InvalidSeedsException if some cannot be used, telling all that is wrong
	 * with any of them
	 * @throws io.migrator.migration.InvalidMigrationsException if a location cannot be
	 * read
	 */
	@Override
	public List<Seed> get() {
		List<Seed> seeds = new ArrayList<>();
		List<String> problems = new ArrayList<>();
		Map<String, Seed> byName = new TreeMap<>();
		for (SqlFile file : new SqlFiles(this.locations, this.classLoader).list()) {
			try {
				Seed seed = read(file);
				Seed same = byName.putIfAbsent(seed.name(), seed);
				if (same == null) {
					seeds.add(seed);
				}
				else if (!same.script().checksum().equals(seed.script().checksum())) {
					problems.add("The seed " + seed.name() + " is there twice with different texts: "
							+ same.script().name() + " and " + seed.script().name());
				}
			}
			catch (ScriptException ex) {
				problems.add(ex.problem() + ". " + ex.nextStep());
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidSeedsException(problems);
		}
		return seeds;
	}

	private static Seed read(SqlFile file) {
		SeedDirectives directives = SeedDirectives.parse(file.script().name(), file.head());
		if (file.hasMisplacedDirective()) {
			throw new ScriptException(file.script().name(), 1, 1,
					"there is a directive below the first statement, where it has no effect",
					"Move it to the top of the file.");
		}
		ScriptSession.check(file.script());
		return new Seed(file.name(), file.script(), directives);
	}

}
