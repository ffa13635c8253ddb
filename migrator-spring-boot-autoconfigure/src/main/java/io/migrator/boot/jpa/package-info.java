/**
 * What an application's JPA entities say about its schema. Hibernate is optional: nothing
 * outside {@link io.migrator.boot.jpa.EntityScript} is loaded unless it is there.
 */
@NullMarked
package io.migrator.boot.jpa;

import org.jspecify.annotations.NullMarked;
