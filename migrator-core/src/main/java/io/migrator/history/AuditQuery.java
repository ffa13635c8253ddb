package io.migrator.history;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit log to read: the latest of those that fit.
 *
 * @param limit how many at most, from 1
 * @param before only entries with smaller numbers than this, to go on where a page ended,
 * or {@code null}
 * @param since only what was done at this time or later, or {@code null}
 * @param within only what was done so long ago at most, by the server's clock, or
 * {@code null}
 * @param subject only what was done with this, or {@code null}
 */
public record AuditQuery(int limit, @Nullable Long before, @Nullable Instant since, @Nullable Duration within,
		@Nullable String subject) {

	/**
	 * Asks for the latest entries.
	 * @param limit how many at most, from 1
	 * @return the query
	 */
	public static AuditQuery latest(int limit) {
		return new AuditQuery(limit, null, null, null, null);
	}

}
