/**
 * What a backfill is: how it is defined, in a file or as a bean, and what is known of one
 * that runs.
 */
@NullMarked
package io.migrator.backfill;

import org.jspecify.annotations.NullMarked;
