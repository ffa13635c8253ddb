/**
 * An application that uses what was generated.
 */
package io.migrator.example.jooq;
