/**
 * An application with a backfill written in Java that works by a repository.
 */
@NullMarked
package io.migrator.boot.cli.fill;

import org.jspecify.annotations.NullMarked;
