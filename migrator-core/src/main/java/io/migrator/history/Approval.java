package io.migrator.history;

import java.time.Instant;

/**
 * Somebody's word that a migration may be applied.
 *
 * @param checksum of the file that it was given for
 * @param by who gave it
 * @param at when, by the server's clock
 */
public record Approval(String checksum, String by, Instant at) {
}
