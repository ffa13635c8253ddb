/**
 * Portfolios, their wallets, and the holds on what is in them.
 */
@NullMarked
package io.migrator.sample.wallet;

import org.jspecify.annotations.NullMarked;
