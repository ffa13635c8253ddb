/**
 * Micrometer meters of what the engine did.
 */
@NullMarked
package io.migrator.boot.metrics;

import org.jspecify.annotations.NullMarked;
