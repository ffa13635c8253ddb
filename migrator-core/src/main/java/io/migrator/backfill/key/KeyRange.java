package io.migrator.backfill.key;

import io.migrator.backfill.BackfillKey;
import org.jspecify.annotations.Nullable;

/**
 * A part of a table that one worker walks from its beginning to its end.
 *
 * @param relation the table or partition, qualified and quoted as SQL
 * @param after the key behind which it begins, or {@code null} for the first row
 * @param last its last key, or {@code null} for the last row, wherever that is
 */
public record KeyRange(String relation, @Nullable BackfillKey after, @Nullable BackfillKey last) {
}
