package io.migrator.history;

import org.jspecify.annotations.Nullable;

/**
 * Where a backfill stands that was begun, as far as migrations that wait for it must
 * know.
 *
 * @param state the word that stands in the table, such as {@code running}
 * @param reason why it is in that state: what an operator said or what went wrong, or
 * {@code null}
 */
public record BackfillStanding(String state, @Nullable String reason) {

	/** The state in which nobody has to wait for it any more. */
	public static final String COMPLETED = "completed";

	/**
	 * Whether all its rows are done.
	 * @return whether migrations that require it may run
	 */
	public boolean isCompleted() {
		return COMPLETED.equals(this.state);
	}

}
