/**
 * Throw-away databases, on which what was generated is tried out before anybody sees it.
 */
@NullMarked
package io.migrator.shadow;

import org.jspecify.annotations.NullMarked;
