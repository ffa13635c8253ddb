package io.migrator.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that a statement does, as far as its text tells.
 */
public sealed interface Fact {

	/**
	 * CREATE INDEX.
	 *
	 * @param name the name, or {@code null} if the server chooses one
	 * @param table the table
	 * @param concurrently whether without locking writers out
	 * @param ifNotExists whether an existing one is left alone
	 * @param unique whether it is unique
	 * @param only whether partitions are left out
	 * @param method the access method, or {@code null} for the default
	 * @param keys the columns and expressions as written
	 * @param where the predicate as written, or {@code null} if it is not partial
	 */
	record CreateIndex(@Nullable String name, QualifiedName table, boolean concurrently, boolean ifNotExists,
			boolean unique, boolean only, @Nullable String method, List<String> keys,
			@Nullable String where) implements Fact {
	}

	/**
	 * DROP INDEX.
	 *
	 * @param names the indexes
	 * @param concurrently whether without locking the table
	 * @param ifExists whether missing ones are no error
	 */
	record DropIndex(List<QualifiedName> names, boolean concurrently, boolean ifExists) implements Fact {
	}

	/**
	 * REINDEX.
	 *
	 * @param target {@code INDEX}, {@code TABLE}, {@code SCHEMA}, {@code DATABASE} or
	 * {@code SYSTEM}
	 * @param name what is reindexed, or {@code null} for the current database
	 * @param concurrently whether without locking writers out
	 */
	record Reindex(String target, @Nullable QualifiedName name, boolean concurrently) implements Fact {
	}

	/**
	 * ALTER TYPE … ADD VALUE.
	 *
	 * @param type the enum
	 * @param value the new value
	 * @param ifNotExists whether an existing one is left alone
	 */
	record AddEnumValue(QualifiedName type, String value, boolean ifNotExists) implements Fact {
	}

	/**
	 * ALTER TYPE … RENAME VALUE.
	 *
	 * @param type the enum
	 * @param from the old value
	 * @param to the new value
	 */
	record RenameEnumValue(QualifiedName type, String from, String to) implements Fact {
	}

	/**
	 * CREATE TYPE … AS ENUM.
	 *
	 * @param name the enum
	 * @param values its values in order
	 */
	record CreateEnum(QualifiedName name, List<String> values) implements Fact {
	}

	/**
	 * CREATE TABLE or CREATE FOREIGN TABLE.
	 *
	 * @param name the table
	 * @param ifNotExists whether an existing one is left alone
	 * @param temporary whether it ends with the session
	 * @param unlogged whether it is not crash-safe
	 * @param columns its columns
	 * @param constraints constraints that are not written at a column
	 * @param partitionOf the parent, or {@code null} if it is no partition
	 * @param partitioned whether it is partitioned itself
	 * @param asQuery whether a query fills it
	 */
	record CreateTable(QualifiedName name, boolean ifNotExists, boolean temporary, boolean unlogged,
			List<Column> columns, List<Constraint> constraints, @Nullable QualifiedName partitionOf,
			boolean partitioned, boolean asQuery) implements Fact {
	}

	/**
	 * ALTER TABLE, ALTER FOREIGN TABLE, or ALTER VIEW and its like used on columns.
	 *
	 * @param kind the kind of object, such as {@code TABLE}
	 * @param table the table
	 * @param ifExists whether a missing one is no error
	 * @param only whether children are left out
	 * @param actions what is done to it, in order
	 */
	record AlterTable(String kind, QualifiedName table, boolean ifExists, boolean only,
			List<TableAction> actions) implements Fact {
	}

	/**
	 * DROP TABLE.
	 *
	 * @param names the tables
	 * @param ifExists whether missing ones are no error
	 * @param cascade whether what depends on them goes too
	 */
	record DropTable(List<QualifiedName> names, boolean ifExists, boolean cascade) implements Fact {
	}

	/**
	 * CREATE VIEW or CREATE MATERIALIZED VIEW.
	 *
	 * @param name the view
	 * @param materialized whether it keeps its rows
	 * @param replace whether it replaces an existing one
	 * @param ifNotExists whether an existing one is left alone
	 * @param withData whether it is filled at once
	 */
	record CreateView(QualifiedName name, boolean materialized, boolean replace, boolean ifNotExists,
			boolean withData) implements Fact {
	}

	/**
	 * CREATE FUNCTION or CREATE PROCEDURE.
	 *
	 * @param name the routine
	 * @param procedure whether it is a procedure
	 * @param replace whether it replaces an existing one
	 * @param language the language, or {@code null} if it is not named
	 * @param body the body if it is a string, else {@code null}
	 */
	record CreateFunction(QualifiedName name, boolean procedure, boolean replace, @Nullable String language,
			@Nullable String body) implements Fact {
	}

	/**
	 * CREATE of something that hangs on a table: a trigger, a policy or a rule.
	 *
	 * @param kind the kind of object, such as {@code TRIGGER}
	 * @param name its name
	 * @param table the table
	 */
	record CreateOnTable(String kind, String name, QualifiedName table) implements Fact {
	}

	/**
	 * CREATE of anything else.
	 *
	 * @param kind the kind of object, such as {@code SEQUENCE}
	 * @param name its name
	 * @param replace whether it replaces an existing one
	 * @param ifNotExists whether an existing one is left alone
	 */
	record CreateObject(String kind, QualifiedName name, boolean replace, boolean ifNotExists) implements Fact {
	}

	/**
	 * ALTER of anything else.
	 *
	 * @param kind the kind of object, such as {@code SEQUENCE}
	 * @param name its name
	 * @param action what is done to it, as written
	 */
	record AlterObject(String kind, QualifiedName name, String action) implements Fact {
	}

	/**
	 * DROP of anything but tables and indexes.
	 *
	 * @param kind the kind of object, such as {@code SEQUENCE}
	 * @param names their names
	 * @param ifExists whether missing ones are no error
	 * @param cascade whether what depends on them goes too
	 */
	record DropObjects(String kind, List<QualifiedName> names, boolean ifExists, boolean cascade) implements Fact {
	}

	/**
	 * ALTER … RENAME TO.
	 *
	 * @param kind the kind of object, such as {@code TABLE}
	 * @param name the old name
	 * @param to the new name, in the same schema
	 */
	record Rename(String kind, QualifiedName name, String to) implements Fact {
	}

	/**
	 * ALTER … SET SCHEMA.
	 *
	 * @param kind the kind of object, such as {@code TABLE}
	 * @param name the object
	 * @param schema the new schema
	 */
	record SetSchema(String kind, QualifiedName name, String schema) implements Fact {
	}

	/**
	 * SET or RESET of a parameter, also SET ROLE and SET SESSION AUTHORIZATION.
	 *
	 * @param name the parameter in lower case; {@code role},
	 * {@code session_authorization} or {@code all} among them
	 * @param values the new values, empty for RESET and DEFAULT
	 * @param local whether it ends with the transaction
	 */
	record SetParameter(String name, List<String> values, boolean local) implements Fact {
	}

	/**
	 * INSERT, UPDATE, DELETE, MERGE, TRUNCATE, LOCK, COPY, VACUUM, ANALYZE, CLUSTER or
	 * REFRESH MATERIALIZED VIEW.
	 *
	 * @param command the command in canonical words
	 * @param tables what it works on, empty for the whole database
	 * @param restricted whether UPDATE or DELETE has a WHERE
	 * @param cascade whether TRUNCATE reaches further tables
	 * @param concurrently whether REFRESH goes without locking readers out
	 */
	record Work(String command, List<QualifiedName> tables, boolean restricted, boolean cascade,
			boolean concurrently) implements Fact {
	}

}
