/**
 * An entity whose table the migrator creates.
 */
package io.migrator.boot.jpa.wallet;
