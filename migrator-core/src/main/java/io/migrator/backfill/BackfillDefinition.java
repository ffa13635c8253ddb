package io.migrator.backfill;

import java.util.List;

import io.migrator.migration.BackfillDirectives;
import io.migrator.migration.Script;
import io.migrator.sql.RowsStatement;

/**
 * A backfill as a file or a bean defines it.
 *
 * @param name its name: the file's, without {@code .sql}
 * @param source where it is defined, as people know it
 * @param checksum tells whether it is still the same
 * @param directives how to run it
 * @param work what it does
 * @param warnings what its author should know, such as that it is not idempotent
 */
public record BackfillDefinition(String name, String source, String checksum, BackfillDirectives directives, Work work,
		List<String> warnings) {

	public BackfillDefinition {
		warnings = List.copyOf(warnings);
	}

	/**
	 * What a backfill does.
	 */
	public sealed interface Work {

	}

	/**
	 * One statement that is run batch by batch.
	 *
	 * @param statement the statement
	 */
	public record Batched(RowsStatement statement) implements Work {
	}

	/**
	 * A script that is run as a whole, in one transaction.
	 *
	 * @param script the script
	 * @param why why it cannot be run batch by batch
	 */
	public record Whole(Script script, String why) implements Work {
	}

	/**
	 * A bean.
	 *
	 * @param backfill the bean
	 */
	public record Bean(Backfill<?> backfill) implements Work {
	}

}
