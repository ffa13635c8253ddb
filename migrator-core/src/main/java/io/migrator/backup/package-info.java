/**
 * A copy of the database from before a deploy, and the command that brings it back.
 */
@NullMarked
package io.migrator.backup;

import org.jspecify.annotations.NullMarked;
