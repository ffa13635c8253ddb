package io.migrator.seed;

import io.migrator.migration.Script;
import io.migrator.migration.SeedDirectives;
import io.migrator.run.ScriptSession.Job;

/**
 * A script that puts rows into a database, and that may be run again and again.
 *
 * @param name its name: the file's, without {@code .sql}
 * @param script its text
 * @param directives how to run it
 */
public record Seed(String name, Script script, SeedDirectives directives) {

	Job job() {
		return new Job(this.name, this.script, this.directives.lockTimeout(), this.directives.statementTimeout());
	}

}
