/**
 * The application whose start is measured.
 */
@NullMarked
package io.migrator.benchmarks.app;

import org.jspecify.annotations.NullMarked;
