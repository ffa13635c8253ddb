/**
 * The facade: {@link io.migrator.Migrator} is all that anything above the core calls.
 */
@NullMarked
package io.migrator;

import org.jspecify.annotations.NullMarked;
