/**
 * PostgreSQL lexer, statement splitter and recogniser: what a script says, decided
 * without a server.
 */
@NullMarked
package io.migrator.sql;

import org.jspecify.annotations.NullMarked;
