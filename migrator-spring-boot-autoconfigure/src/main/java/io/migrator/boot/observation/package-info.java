/**
 * Micrometer observations of what the engine does, which become spans where there is a
 * tracer.
 */
@NullMarked
package io.migrator.boot.observation;

import org.jspecify.annotations.NullMarked;
