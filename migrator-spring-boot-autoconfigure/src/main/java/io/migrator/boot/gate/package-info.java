/**
 * Keeps methods and controllers from being called as long as a feature is closed.
 */
@NullMarked
package io.migrator.boot.gate;

import org.jspecify.annotations.NullMarked;
