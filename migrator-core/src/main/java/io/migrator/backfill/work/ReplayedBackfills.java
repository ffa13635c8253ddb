package io.migrator.backfill.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillDefinition.Batched;
import io.migrator.backfill.BackfillDefinition.Whole;
import io.migrator.error.MigratorException;
import io.migrator.run.BackfillVerification;
import org.slf4j.LoggerFactory;

/**
 * Runs backfills where migrations are replayed, each at once and as a whole before the
 * first migration that requires it. There are no more rows than migrations inserted.
 */
public final class ReplayedBackfills implements BackfillVerification {

	private final Supplier<List<BackfillDefinition>> definitions;

	private final Set<String> environments;

	private final Set<String> done = new HashSet<>();

	/**
	 * Creates what one replay needs.
	 * @param definitions the backfills, asked for only if a migration requires one
	 * @param environments the active environments; what is for others is left out
	 */
	public ReplayedBackfills(Supplier<List<BackfillDefinition>> definitions, Set<String> environments) {
		this.definitions = definitions;
		this.environments = environments;
	}

	@Override
	public boolean fills() {
		return true;
	}

	@Override
	public boolean isStillComplete(Connection connection, String name) {
		for (BackfillDefinition definition : this.definitions.get()) {
			if (definition.name().equals(name) && definition.directives().appliesIn(this.environments)
					&& this.done.add(name)) {
				definition.directives().dependsOn().forEach((other) -> isStillComplete(connection, other));
				fill(connection, definition);
			}
		}
		return true;
	}

	private static void fill(Connection connection, BackfillDefinition definition) {
		try {
			if (definition.work() instanceof Batched batched) {
				StatementWork.execute(connection, batched.statement().whole());
			}
			else if (definition.work() instanceof Whole whole) {
				WholeWork.execute(connection, whole.script());
			}
			else {
				LoggerFactory.getLogger(ReplayedBackfills.class)
					.debug("The backfill {} is a bean, which is not run where migrations are replayed",
							definition.name());
			}
		}
		catch (SQLException | UncheckedIOException ex) {
			throw new MigratorException(
					"The backfill " + definition.name() + " (" + definition.source()
							+ "), which a migration requires, cannot be run on the rows that migrations inserted: "
							+ ex.getMessage(),
					"only the shadow was touched, which is thrown away",
					"Mend the backfill, or have the migration that inserts the rows fill them.", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + definition.source(), ex);
		}
	}

}
