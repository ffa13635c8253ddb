/**
 * An application that must not be started.
 */
@NullMarked
package io.migrator.boot.cli.minefield;

import org.jspecify.annotations.NullMarked;
