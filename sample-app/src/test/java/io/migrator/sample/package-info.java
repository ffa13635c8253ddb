/**
 * The sample application started for real, by its launcher and by the end-to-end tests.
 */
@NullMarked
package io.migrator.sample;

import org.jspecify.annotations.NullMarked;
