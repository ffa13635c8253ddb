package io.migrator.sql;

import org.jspecify.annotations.Nullable;

/**
 * One of the things that an ALTER TABLE does.
 */
public sealed interface TableAction {

	/**
	 * ADD COLUMN.
	 *
	 * @param column the column
	 * @param ifNotExists whether an existing one is left alone
	 */
	record AddColumn(Column column, boolean ifNotExists) implements TableAction {
	}

	/**
	 * DROP COLUMN.
	 *
	 * @param name the column
	 * @param ifExists whether a missing one is no error
	 * @param cascade whether what depends on it goes too
	 */
	record DropColumn(String name, boolean ifExists, boolean cascade) implements TableAction {
	}

	/**
	 * ALTER COLUMN … TYPE.
	 *
	 * @param column the column
	 * @param type the new type as written, words folded
	 * @param using the expression that computes it, or {@code null}
	 */
	record AlterColumnType(String column, String type, @Nullable String using) implements TableAction {
	}

	/**
	 * ALTER COLUMN … SET DEFAULT or DROP DEFAULT.
	 *
	 * @param column the column
	 * @param expression the new default as written, or {@code null} if it is dropped
	 */
	record SetDefault(String column, @Nullable String expression) implements TableAction {
	}

	/**
	 * ALTER COLUMN … SET NOT NULL.
	 *
	 * @param column the column
	 */
	record SetNotNull(String column) implements TableAction {
	}

	/**
	 * ALTER COLUMN … DROP NOT NULL.
	 *
	 * @param column the column
	 */
	record DropNotNull(String column) implements TableAction {
	}

	/**
	 * ADD CONSTRAINT.
	 *
	 * @param constraint the constraint
	 */
	record AddConstraint(Constraint constraint) implements TableAction {
	}

	/**
	 * VALIDATE CONSTRAINT.
	 *
	 * @param name the constraint
	 */
	record ValidateConstraint(String name) implements TableAction {
	}

	/**
	 * DROP CONSTRAINT.
	 *
	 * @param name the constraint
	 * @param ifExists whether a missing one is no error
	 * @param cascade whether what depends on it goes too
	 */
	record DropConstraint(String name, boolean ifExists, boolean cascade) implements TableAction {
	}

	/**
	 * RENAME COLUMN.
	 *
	 * @param from the old name
	 * @param to the new name
	 */
	record RenameColumn(String from, String to) implements TableAction {
	}

	/**
	 * RENAME CONSTRAINT.
	 *
	 * @param from the old name
	 * @param to the new name
	 */
	record RenameConstraint(String from, String to) implements TableAction {
	}

	/**
	 * RENAME TO.
	 *
	 * @param to the new name
	 */
	record RenameTable(String to) implements TableAction {
	}

	/**
	 * SET SCHEMA.
	 *
	 * @param schema the new schema
	 */
	record MoveToSchema(String schema) implements TableAction {
	}

	/**
	 * ATTACH PARTITION.
	 *
	 * @param partition the partition
	 */
	record AttachPartition(QualifiedName partition) implements TableAction {
	}

	/**
	 * DETACH PARTITION.
	 *
	 * @param partition the partition
	 * @param concurrently whether without locking the parent
	 * @param finish whether it finishes a detach that was cancelled
	 */
	record DetachPartition(QualifiedName partition, boolean concurrently, boolean finish) implements TableAction {
	}

	/**
	 * SET TABLESPACE, SET LOGGED, SET UNLOGGED or SET ACCESS METHOD: writes the table
	 * anew.
	 *
	 * @param what the words as written, in lower case
	 */
	record Rewrite(String what) implements TableAction {
	}

	/**
	 * Anything else.
	 *
	 * @param text the action as written
	 */
	record Other(String text) implements TableAction {
	}

}
