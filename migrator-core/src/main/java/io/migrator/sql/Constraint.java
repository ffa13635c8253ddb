package io.migrator.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table or a column.
 *
 * @param name its name, or {@code null} if the server chooses one
 * @param kind its kind
 * @param columns its columns, empty for CHECK and EXCLUDE
 * @param expression the condition of a CHECK as written, else {@code null}
 * @param references the referenced table of a foreign key, else {@code null}
 * @param referencedColumns the referenced columns, empty for the primary key
 * @param usingIndex the existing index it takes over, or {@code null}
 * @param notValid whether existing rows are not checked
 * @param deferrable whether it may be checked at commit
 */
public record Constraint(@Nullable String name, Kind kind, List<String> columns, @Nullable String expression,
		@Nullable QualifiedName references, List<String> referencedColumns, @Nullable String usingIndex,
		boolean notValid, boolean deferrable) {

	/**
	 * The kinds of constraints.
	 */
	public enum Kind {

		/** PRIMARY KEY. */
		PRIMARY_KEY,

		/** UNIQUE. */
		UNIQUE,

		/** CHECK. */
		CHECK,

		/** FOREIGN KEY or REFERENCES. */
		FOREIGN_KEY,

		/** EXCLUDE. */
		EXCLUDE,

		/** NOT NULL. */
		NOT_NULL

	}

}
