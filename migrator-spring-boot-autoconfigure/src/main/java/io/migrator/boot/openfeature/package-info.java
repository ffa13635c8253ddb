/**
 * What is done in the database, for OpenFeature.
 */
@NullMarked
package io.migrator.boot.openfeature;

import org.jspecify.annotations.NullMarked;
