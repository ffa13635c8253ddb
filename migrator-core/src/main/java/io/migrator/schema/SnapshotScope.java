package io.migrator.schema;

import java.util.List;

/**
 * Which part of a database is looked at.
 *
 * @param schemas the schemas, or none for all of the database and what belongs to no
 * schema
 * @param migratorSchema the schema of the migrator's own tables, which are never looked
 * at
 */
public record SnapshotScope(List<String> schemas, String migratorSchema) {

	public SnapshotScope {
		schemas = List.copyOf(schemas);
	}

	/**
	 * All of a database but the migrator's own tables.
	 * @param migratorSchema the schema of the migrator's own tables
	 * @return the scope
	 */
	public static SnapshotScope database(String migratorSchema) {
		return new SnapshotScope(List.of(), migratorSchema);
	}

}
