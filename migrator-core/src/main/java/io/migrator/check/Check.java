package io.migrator.check;

import io.migrator.migration.CheckDirectives;
import io.migrator.migration.Script;

/**
 * Queries that find nothing if all is as it should be.
 *
 * @param name its name: the file's, without {@code .sql}
 * @param script its text
 * @param directives when and how to run it
 */
public record Check(String name, Script script, CheckDirectives directives) {

	String checksum() {
		return this.script.checksum();
	}

}
