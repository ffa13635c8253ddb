/**
 * Deals, and the coverages that fund them from wallets.
 */
@NullMarked
package io.migrator.sample.funding;

import org.jspecify.annotations.NullMarked;
