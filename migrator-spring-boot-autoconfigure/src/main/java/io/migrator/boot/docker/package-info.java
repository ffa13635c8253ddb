/**
 * Service connections of Docker Compose.
 */
@NullMarked
package io.migrator.boot.docker;

import org.jspecify.annotations.NullMarked;
