/**
 * Turns the differences between two snapshots into statements in a safe order.
 */
@NullMarked
package io.migrator.schema.ddl;

import org.jspecify.annotations.NullMarked;
