/**
 * Writes the whole set of a change that cannot be made at once while an application runs
 * in two versions: expand, backfill, switch, contract.
 */
@NullMarked
package io.migrator.scaffold;

import org.jspecify.annotations.NullMarked;
