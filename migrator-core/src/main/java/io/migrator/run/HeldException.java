package io.migrator.run;

import java.util.List;
import java.util.stream.Collectors;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.plan.PlannedMigration;

/**
 * Migrations are held where none may be.
 */
public final class HeldException extends MigratorException {

	private final List<String> held;

	/**
	 * Creates an exception.
	 * @param held the migrations that are held
	 * @param problem how it came that it matters
	 * @param databaseState what state the database is in now
	 */
	public HeldException(List<PlannedMigration> held, String problem, String databaseState) {
		super(problem + ":\n  " + held.stream().map(HeldException::words).collect(Collectors.joining("\n  ")),
				databaseState,
				"Let happen what they wait for, then start again. Backfills are run by any application that defines "
						+ "them, or by 'java -jar <application>.jar migrator backfill run'. To start without what is "
						+ "held set migrator.held=continue, to wait for it migrator.held=wait.",
				null);
		this.held = held.stream().map(PlannedMigration::id).toList();
	}

	private static String words(PlannedMigration migration) {
		return migration.id() + ": " + (migration.reasons().isEmpty() ? "nothing holds it any more; a deploy applies it"
				: String.join("; ", migration.reasons()));
	}

	@Override
	public int exitCode() {
		return ExitCodes.HELD;
	}

	/**
	 * What is held.
	 * @return the ids, in their order
	 */
	public List<String> held() {
		return this.held;
	}

}
