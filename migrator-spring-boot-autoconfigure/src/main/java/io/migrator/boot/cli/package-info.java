/**
 * The command line on the application's own jar.
 */
@NullMarked
package io.migrator.boot.cli;

import org.jspecify.annotations.NullMarked;
