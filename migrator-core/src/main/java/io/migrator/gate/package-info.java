/**
 * Whether what a feature requires is done in the database, answered from memory and the
 * same on every replica.
 */
@NullMarked
package io.migrator.gate;

import org.jspecify.annotations.NullMarked;
