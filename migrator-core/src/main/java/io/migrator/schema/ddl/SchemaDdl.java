package io.migrator.schema.ddl;

import io.migrator.schema.SchemaSnapshot;

/**
 * Writes the statements that turn one schema into another.
 */
public final class SchemaDdl {

	private SchemaDdl() {
	}

	/**
	 * Writes a script.
	 * @param from the schema that is there
	 * @param to the schema that is wanted
	 * @param options how the statements are to be written
	 * @return the script
	 */
	public static DdlScript between(SchemaSnapshot from, SchemaSnapshot to, DdlOptions options) {
		return new Planner(from, to, options).plan();
	}

}
