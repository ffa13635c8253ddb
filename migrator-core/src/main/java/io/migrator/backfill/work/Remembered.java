package io.migrator.backfill.work;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.backfill.BackfillKey;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.work.BackfillFacts.Known;
import org.jspecify.annotations.Nullable;

/**
 * All that the database knows of backfills at one moment.
 *
 * @param now the server's clock
 * @param applied which of the migrations that were asked for are applied
 * @param backfills those that it remembers, by name
 */
record Remembered(Instant now, Set<String> applied, Map<String, Entry> backfills) {

	Remembered {
		applied = Set.copyOf(applied);
		backfills = Map.copyOf(backfills);
	}

	/**
	 * What of it decides which backfills are due.
	 * @return the facts
	 */
	BackfillFacts facts() {
		Map<String, Known> known = new HashMap<>();
		this.backfills.forEach((name, entry) -> known.put(name, entry.known()));
		return new BackfillFacts(this.now, this.applied, known);
	}

	/**
	 * A backfill that the database remembers.
	 *
	 * @param known what decides whether it is due
	 * @param source where it was defined when it was begun
	 * @param round which round it is in, from 1
	 * @param rowsEstimated about how many rows there are, or {@code null}
	 * @param parallel what an operator said, or {@code null}
	 * @param batchMillis what an operator said, or {@code null}
	 * @param startedAt when it was begun, or an operator first spoke of it
	 * @param finishedAt when it ended, or {@code null}
	 * @param quarantined how many rows were put aside
	 * @param sums what its ranges come to
	 * @param ranges those of its ranges that are begun and not done
	 */
	record Entry(Known known, String source, int round, @Nullable Long rowsEstimated, @Nullable Integer parallel,
			@Nullable Integer batchMillis, Instant startedAt, @Nullable Instant finishedAt, long quarantined, Sums sums,
			List<Range> ranges) {

		/**
		 * Whether somebody spoke of it but nobody has cut its table for the first time.
		 * @return whether it has not begun
		 */
		boolean isUnbegun() {
			return this.known.state() == BackfillState.RUNNING && !this.known.begun();
		}

	}

	/**
	 * What all ranges come to.
	 *
	 * @param ranges how many there are in this round
	 * @param done how many of them are done
	 * @param rows how many rows were changed in this round
	 * @param rowsBefore how many in earlier ones
	 * @param batches how many batches were committed, in all rounds
	 * @param failures how many failed, in all rounds
	 * @param busyMillis how long batches of this round took together
	 * @param relation one of the tables that are walked, or {@code null} if none is
	 */
	record Sums(int ranges, int done, long rows, long rowsBefore, long batches, long failures, long busyMillis,
			@Nullable String relation) {
	}

	/**
	 * A range that is begun and not done.
	 *
	 * @param relation the table or partition
	 * @param after the key behind which it begins, or {@code null}
	 * @param last its last key, or {@code null}
	 * @param position the key that was reached, or {@code null}
	 * @param rows how many rows were changed
	 * @param batchSize rows of the last batch, or {@code null}
	 * @param throttle why it does not go on right now, or {@code null}
	 * @param worker who works on it, or {@code null} if nobody has a lease
	 */
	record Range(String relation, @Nullable BackfillKey after, @Nullable BackfillKey last,
			@Nullable BackfillKey position, long rows, @Nullable Integer batchSize, @Nullable String throttle,
			@Nullable String worker) {
	}

}
