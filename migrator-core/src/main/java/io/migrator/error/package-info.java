/**
 * What went wrong, told so that people can act upon it: the first room, which every other
 * may use.
 */
@NullMarked
package io.migrator.error;

import org.jspecify.annotations.NullMarked;
