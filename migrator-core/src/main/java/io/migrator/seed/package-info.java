/**
 * Puts rows into a database that an environment needs to begin with: scripts that may be
 * run again and again.
 */
@NullMarked
package io.migrator.seed;

import org.jspecify.annotations.NullMarked;
