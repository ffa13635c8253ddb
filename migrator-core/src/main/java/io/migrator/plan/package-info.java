/**
 * From migrations and history to one immutable plan, with reasons.
 */
@NullMarked
package io.migrator.plan;

import org.jspecify.annotations.NullMarked;
