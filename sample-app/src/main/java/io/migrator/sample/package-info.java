/**
 * A small wallet and funding service that is migrated by the starter.
 */
@NullMarked
package io.migrator.sample;

import org.jspecify.annotations.NullMarked;
