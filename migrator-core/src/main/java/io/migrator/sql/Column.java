package io.migrator.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A column as CREATE TABLE or ADD COLUMN defines it.
 *
 * @param name its name
 * @param type its type as written, words folded
 * @param notNull whether NOT NULL or PRIMARY KEY is written at it
 * @param defaultExpression its default as written, or {@code null} if it has none
 * @param generated the expression it is generated from, or {@code null}
 * @param identity whether it is an identity column
 * @param constraints the constraints written at it
 */
public record Column(String name, String type, boolean notNull, @Nullable String defaultExpression,
		@Nullable String generated, boolean identity, List<Constraint> constraints) {

}
