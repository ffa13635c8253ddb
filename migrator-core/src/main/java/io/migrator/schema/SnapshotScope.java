package io.migrator.schema;

import java.util.List;

/**
 * Which part of a database is looked at.
 *
 * @param schemas the schemas, or none for all of the database and what belongs to no
 * schema
 * @param migratorSchema the schema of the migrator's own tables, which are never looked
 * at
 * @param secrets whether passwords and the like are told and not only their hashes, so
 * that statements can be written with them; nothing that is kept of a snapshot has them
 */
public record SnapshotScope(List<String> schemas, String migratorSchema, boolean secrets) {

	public SnapshotScope {
		schemas = List.copyOf(schemas);
	}

	/**
	 * Creates a scope without secrets.
	 * @param schemas the schemas, or none for all of the database
	 * @param migratorSchema the schema of the migrator's own tables
	 */
	public SnapshotScope(List<String> schemas, String migratorSchema) {
		this(schemas, migratorSchema, false);
	}

	/**
	 * All of a database but the migrator's own tables.
	 * @param migratorSchema the schema of the migrator's own tables
	 * @return the scope
	 */
	public static SnapshotScope database(String migratorSchema) {
		return new SnapshotScope(List.of(), migratorSchema);
	}

	/**
	 * The same with or without secrets. With them is only for databases that files have
	 * made: whoever reads the statements can read the files.
	 * @param secrets whether they are told
	 * @return a copy
	 */
	public SnapshotScope withSecrets(boolean secrets) {
		return new SnapshotScope(this.schemas, this.migratorSchema, secrets);
	}

}
