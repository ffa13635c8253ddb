/**
 * What is done in the database, for Togglz.
 */
@NullMarked
package io.migrator.boot.togglz;

import org.jspecify.annotations.NullMarked;
