/**
 * Named queries that tell whether data is as it should be: finds them, runs them without
 * changing anything, and keeps what they found.
 */
@NullMarked
package io.migrator.check;

import org.jspecify.annotations.NullMarked;
