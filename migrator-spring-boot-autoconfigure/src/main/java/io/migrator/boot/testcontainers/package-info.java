/**
 * Service connections of Testcontainers.
 */
@NullMarked
package io.migrator.boot.testcontainers;

import org.jspecify.annotations.NullMarked;
