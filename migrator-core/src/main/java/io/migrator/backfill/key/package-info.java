/**
 * Finds the key by which a table can be walked, cuts the table into ranges, and hops
 * along the index from batch to batch.
 */
@NullMarked
package io.migrator.backfill.key;

import org.jspecify.annotations.NullMarked;
