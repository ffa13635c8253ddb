/**
 * Lock, execute, resume, retry and roll back, telling every step as an event.
 */
@NullMarked
package io.migrator.run;

import org.jspecify.annotations.NullMarked;
