package io.migrator.scaffold;

import java.util.List;

import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A set of steps, not tried yet.
 *
 * @param title what is done, such as {@code renaming public.wallets.bal_avail to …}
 * @param name the name that all files share, which is also that of the backfill
 * @param steps the steps in their order
 * @param fill what the backfill does, or {@code null} if there is none
 * @param trials statements that must work once the first step is taken
 * @param exercise lets its trigger run, or {@code null} if it has none
 * @param expected the schema that all steps together must lead to
 * @param advice what else people must look after
 */
record Draft(String title, String name, List<Step> steps, @Nullable Fill fill, List<String> trials,
		@Nullable Exercise exercise, SchemaSnapshot expected, List<String> advice) {

	Draft {
		steps = List.copyOf(steps);
		trials = List.copyOf(trials);
		advice = List.copyOf(advice);
	}

	/**
	 * A backfill.
	 *
	 * @param statement its statement, without semicolon
	 * @param verify a query that finds rows that are not done
	 * @param table the table, as SQL
	 * @param check the constraint that proves that it is complete, as in the catalog
	 */
	record Fill(String statement, String verify, String table, String check) {
	}

}
