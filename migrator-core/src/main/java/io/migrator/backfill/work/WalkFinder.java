package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillDefinition.Batched;
import io.migrator.backfill.key.TableWalk;
import io.migrator.error.MigratorException;
import io.migrator.sql.QualifiedName;
import io.migrator.sql.Quote;

/**
 * Finds out how the table of a backfill is walked.
 */
@FunctionalInterface
interface WalkFinder {

	/**
	 * Finds the way over a table.
	 * @param connection a connection
	 * @param definition the backfill, which is run in batches
	 * @return the way
	 * @throws SQLException whatever the server says
	 * @throws io.migrator.error.MigratorException if the table cannot be walked
	 */
	TableWalk find(Connection connection, BackfillDefinition definition) throws SQLException;

	/**
	 * The columns by which the table is better not walked.
	 * @param definition the backfill
	 * @return those that it is known to change
	 */
	static Set<String> changed(BackfillDefinition definition) {
		return (definition.work() instanceof Batched batched) ? batched.statement().assigned() : Set.of();
	}

	/**
	 * The table that is walked.
	 * @param definition the backfill, which is run in batches
	 * @return its name as SQL
	 */
	static String table(BackfillDefinition definition) {
		QualifiedName table = (definition.work() instanceof Batched batched) ? batched.statement().table()
				: QualifiedName.parse(Objects.requireNonNullElse(definition.directives().table(), ""));
		if (table != null) {
			String name = Quote.identifier(table.name());
			return (table.schema() != null) ? Quote.identifier(table.schema()) + "." + name : name;
		}
		throw new MigratorException(definition.source() + " does not say which table it walks", null,
				"Name the table in its directives.", null);
	}

}
