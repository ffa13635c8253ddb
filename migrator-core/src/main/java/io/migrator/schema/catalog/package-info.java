/**
 * Reads the facts of a schema from the server's catalog, in one go.
 */
@NullMarked
package io.migrator.schema.catalog;

import org.jspecify.annotations.NullMarked;
