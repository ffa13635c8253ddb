/**
 * What operators see: the endpoint and the health of the migrations.
 */
@NullMarked
package io.migrator.boot.actuate;

import org.jspecify.annotations.NullMarked;
