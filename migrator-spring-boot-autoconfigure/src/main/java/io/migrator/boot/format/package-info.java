/**
 * How figures are written for people.
 */
@NullMarked
package io.migrator.boot.format;

import org.jspecify.annotations.NullMarked;
