package io.migrator.run;

import java.util.List;
import java.util.stream.Collectors;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;

/**
 * Migrations are pending where none may be.
 */
public final class PendingException extends MigratorException {

	private final List<String> pending;

	/**
	 * Creates an exception.
	 * @param plan the plan
	 * @param problem how it came that it matters
	 */
	public PendingException(Plan plan, String problem) {
		super(problem + ":\n  "
				+ plan.next().stream().map(PlannedMigration::toString).collect(Collectors.joining("\n  ")),
				"nothing was changed by this process",
				"Run 'java -jar <application>.jar migrator deploy' first, or start with migrator.startup=migrate.",
				null);
		this.pending = plan.next().stream().map(PlannedMigration::id).toList();
	}

	@Override
	public int exitCode() {
		return ExitCodes.DIFFERENCE;
	}

	/**
	 * What is pending.
	 * @return the ids, in their order
	 */
	public List<String> pending() {
		return this.pending;
	}

}
