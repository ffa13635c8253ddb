/**
 * Does the work of backfills: ranges shared by leases, batches that commit with their
 * progress, pace, retries and control.
 */
@NullMarked
package io.migrator.backfill.work;

import org.jspecify.annotations.NullMarked;
