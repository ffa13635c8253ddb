/**
 * An application that builds its data source in code.
 */
@NullMarked
package io.migrator.boot.cli.incode;

import org.jspecify.annotations.NullMarked;
