package io.migrator.backfill;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A batch of a backfill written in Java.
 *
 * @param <K> the type of a key
 * @param table the table, or the partition of it, that this batch walks, quoted
 * @param after the key behind which the batch begins, or {@code null} if it begins with
 * the first row
 * @param upTo the last key of the batch
 * @param condition the same as a condition of SQL, for rows that are called {@code row},
 * as in {@code SELECT … FROM table AS row WHERE condition}
 * @param jdbc works in the batch's transaction
 */
public record BackfillBatch<K>(String table, @Nullable K after, K upTo, String condition, JdbcClient jdbc) {
}
