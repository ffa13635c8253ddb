package io.migrator.history;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the database remembers of one stream, at one moment.
 *
 * @param exists whether the migrator's tables are there at all
 * @param serverTime the server's clock, or {@code null} if the tables are not there
 * @param entries the rows in the order of application
 */
public record History(boolean exists, @Nullable Instant serverTime, List<HistoryEntry> entries) {

	/** A database that the migrator has never touched. */
	public static final History NONE = new History(false, null, List.of());

	public History {
		entries = List.copyOf(entries);
	}

	/**
	 * The position that the next row gets.
	 * @return one more than the highest
	 */
	public long nextPosition() {
		return this.entries.stream().mapToLong(HistoryEntry::position).max().orElse(0) + 1;
	}

}
