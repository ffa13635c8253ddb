package io.migrator.backfill;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A row that failed alone and was put aside so that the rest could go on.
 *
 * @param relation its table or partition
 * @param key its key
 * @param error what the server said
 * @param sqlState the SQLState, or {@code null} if it was no error of the server
 * @param at when, by the server's clock
 */
public record QuarantinedRow(String relation, BackfillKey key, String error, @Nullable String sqlState, Instant at) {
}
