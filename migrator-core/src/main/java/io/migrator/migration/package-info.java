/**
 * Migrations as they lie on disk: ids, directives, layouts, and the sorted set of them.
 */
@NullMarked
package io.migrator.migration;

import org.jspecify.annotations.NullMarked;
