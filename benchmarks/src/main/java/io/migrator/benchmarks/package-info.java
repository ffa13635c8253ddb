/**
 * Migrator beside its peers and the floor, measured in one run.
 */
@NullMarked
package io.migrator.benchmarks;

import org.jspecify.annotations.NullMarked;
