/**
 * The tables that remember what was applied, by whom and how far.
 */
@NullMarked
package io.migrator.history;

import org.jspecify.annotations.NullMarked;
