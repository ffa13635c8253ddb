/**
 * The developer's loop: from a desired schema to the migration that leads there, proved
 * on a shadow before anybody sees it.
 */
@NullMarked
package io.migrator.develop;

import org.jspecify.annotations.NullMarked;
