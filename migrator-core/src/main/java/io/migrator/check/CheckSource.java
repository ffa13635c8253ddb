package io.migrator.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.migrator.migration.CheckDirectives;
import io.migrator.migration.SqlFiles;
import io.migrator.migration.SqlFiles.SqlFile;
import io.migrator.run.Expectation;
import io.migrator.sql.ScriptException;

/**
 * Where checks are.
 *
 * @param locations where files are, {@code classpath:} or {@code file:}; one that does
 * not exist has none
 * @param classLoader where class path locations are looked up
 */
public record CheckSource(List<String> locations, ClassLoader classLoader) implements Supplier<List<Check>> {

	/**
	 * Where checks are if nobody says otherwise.
	 */
	public static final String DEFAULT_LOCATION = "classpath:db/checks";

	public CheckSource {
		locations = List.copyOf(locations);
	}

	/**
	 * Reads every file, whatever environments it is for.
	 * @return the checks in the order of their names, numbers in them compared as numbers
	 * @throws InvalidChecksException if some cannot be used, telling all that is wrong
	 * with any of them
	 * @throws io.migrator.migration.InvalidMigrationsException if a location cannot be
	 * read
	 */
	@Override
	public List<Check> get() {
		List<Check> checks = new ArrayList<>();
		List<String> problems = new ArrayList<>();
		Map<String, Check> byName = new TreeMap<>();
		for (SqlFile file : new SqlFiles(this.locations, this.classLoader).list()) {
			try {
				Check check = read(file);
				Check same = byName.putIfAbsent(check.name(), check);
				if (same == null) {
					checks.add(check);
				}
				else if (!same.checksum().equals(check.checksum())) {
					problems.add("The check " + check.name() + " is there twice with different texts: "
							+ same.script().name() + " and " + check.script().name());
				}
			}
			catch (ScriptException ex) {
				problems.add(ex.problem() + ". " + ex.nextStep());
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidChecksException(problems);
		}
		return checks;
	}

	private static Check read(SqlFile file) {
		String script = file.script().name();
		CheckDirectives directives = CheckDirectives.parse(script, file.head());
		if (file.hasMisplacedDirective()) {
			throw new ScriptException(script, 1, 1,
					"there is a directive below the first statement, where it has no effect",
					"Move it to the top of the file.");
		}
		if (Expectation.check(file.script()) == 0) {
			throw new ScriptException(script, 1, 1, "there is no query in this check",
					"Write a SELECT that finds what must not be, or remove the file.");
		}
		return new Check(file.name(), file.script(), directives);
	}

}
