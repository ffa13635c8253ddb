/**
 * Properties, auto-configuration and the beans that run the migrator inside an
 * application.
 */
@NullMarked
package io.migrator.boot;

import org.jspecify.annotations.NullMarked;
