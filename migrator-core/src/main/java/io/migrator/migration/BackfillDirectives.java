package io.migrator.migration;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the head of a backfill says of how to run it.
 *
 * @param after migrations that must be applied before
 * @param dependsOn backfills that must be completed before
 * @param environments where it is to run, see {@link Directives#environments()}
 * @param table the table that is walked, as written, or {@code null} if the statement
 * tells
 * @param key the columns of the key to walk by, or empty to let the engine choose
 * @param batchDuration how long a batch should take, or {@code null} for the default
 * @param batchRows how many rows a batch has, or {@code null} to let its duration decide
 * @param parallel how many ranges are worked on at once, or {@code null} for the default
 * @param window the hours in which it runs, or {@code null} for any
 * @param verify a query that finds rows that are not done, or {@code null} for none
 * @param validate a CHECK constraint that is NOT VALID from the start and is validated at
 * the end, or {@code null} for none
 * @param lockTimeout how long a batch may wait for a lock, or {@code null} for the
 * default
 * @param statementTimeout how long a batch may run, or {@code null} for the server's
 * setting
 * @param why why it is there, or {@code null}
 */
public record BackfillDirectives(List<String> after, List<String> dependsOn, Set<String> environments,
		@Nullable String table, List<String> key, @Nullable Duration batchDuration, @Nullable Integer batchRows,
		@Nullable Integer parallel, @Nullable Window window, @Nullable String verify, @Nullable String validate,
		@Nullable Duration lockTimeout, @Nullable Duration statementTimeout, @Nullable String why) {

	/** Nothing said. */
	public static final BackfillDirectives NONE = new BackfillDirectives(List.of(), List.of(), Set.of(), null,
			List.of(), null, null, null, null, null, null, null, null, null);

	public BackfillDirectives {
		after = List.copyOf(after);
		dependsOn = List.copyOf(dependsOn);
		environments = Set.copyOf(environments);
		key = List.copyOf(key);
	}

}
