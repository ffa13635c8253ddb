/**
 * Finds out whether the live schema is still the expected one, and says what leads back
 * and what would take the difference over.
 */
@NullMarked
package io.migrator.drift;

import org.jspecify.annotations.NullMarked;
