package io.migrator.backfill.work;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import io.migrator.backfill.BackfillState;
import org.jspecify.annotations.Nullable;

/**
 * What decides which backfills are due, read from the database in one query.
 *
 * @param now the server's clock
 * @param applied which of the migrations that were asked for are applied
 * @param known the backfills that were begun, by name
 */
record BackfillFacts(Instant now, Set<String> applied, Map<String, Known> known) {

	BackfillFacts {
		applied = Set.copyOf(applied);
		known = Map.copyOf(known);
	}

	/**
	 * A backfill that the database remembers.
	 *
	 * @param state where it stands, never {@link BackfillState#WAITING}
	 * @param checksum of the definition that it was begun with
	 * @param cut whether its table is cut into ranges for this round
	 * @param begun whether that was ever done, so that something may be committed
	 * @param free whether there is, or may be, something to claim
	 * @param ignoresWindow whether an operator lets it run outside of its window
	 * @param reason why it is in that state, or {@code null}
	 * @param error what went wrong last, or {@code null}
	 */
	record Known(BackfillState state, String checksum, boolean cut, boolean begun, boolean free, boolean ignoresWindow,
			@Nullable String reason, @Nullable String error) {
	}

}
