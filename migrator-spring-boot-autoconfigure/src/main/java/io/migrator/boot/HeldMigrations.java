package io.migrator.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.migrator.Migrator;
import io.migrator.boot.MigratorProperties.Held;
import io.migrator.boot.format.Durations;
import io.migrator.migration.Directives;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import io.migrator.run.DeployResult;
import io.migrator.run.HeldException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeansException;

/**
 * Does what {@code migrator.held} says about migrations that a start has to leave since
 * something must happen first.
 */
final class HeldMigrations {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	/** A database that was empty has next to nothing to fill. */
	private static final Duration NEW_DATABASE = Duration.ofMinutes(1);

	private final Migrator migrator;

	private final Held policy;

	private final Supplier<Stream<EarlyWorkers>> workers;

	private final boolean released;

	/**
	 * Creates the policy.
	 * @param migrator the migrator
	 * @param policy what to do
	 * @param workers who can work on backfills before the start is over
	 * @param released whether what a backfill held is applied once it is completed
	 */
	HeldMigrations(Migrator migrator, Held policy, Supplier<Stream<EarlyWorkers>> workers, boolean released) {
		this.migrator = migrator;
		this.policy = policy;
		this.workers = workers;
		this.released = released;
	}

	/**
	 * Sees to what a deploy at the start left.
	 * @param result what it did
	 * @param atMost how long to wait, if that is what to do
	 * @return what was done in all
	 * @throws HeldException if the start is not to go on
	 */
	DeployResult settle(DeployResult result, Duration atMost) {
		List<PlannedMigration> held = Migrator.heldBeforeStart(result.plan());
		if (held.isEmpty()) {
			return result;
		}
		switch (this.policy) {
			case FAIL -> throw failure(held, result.applied());
			case WAIT -> {
				return deploying(held, start(), result, atMost);
			}
			case CONTINUE -> {
				if (isNew(result) && isHeldByBackfills(held.get(0))) {
					return waitingBriefly(held, result, atMost);
				}
				goOnWithout(held);
			}
		}
		return result;
	}

	/**
	 * Sees to what is held in a process that does not migrate, and to what was held and
	 * is not applied yet.
	 * @param plan the plan, in which nothing else is pending
	 * @param atMost how long to wait, if that is what to do
	 * @throws HeldException if the start is not to go on
	 */
	void settle(Plan plan, Duration atMost) {
		List<PlannedMigration> held = new ArrayList<>(Migrator.releasedBeforeStart(plan));
		held.addAll(Migrator.heldBeforeStart(plan));
		if (held.isEmpty()) {
			return;
		}
		switch (this.policy) {
			case FAIL -> throw failure(held, List.of());
			case WAIT -> waiting(held, start(), atMost, () -> this.migrator.awaitNothingHeld(atMost));
			case CONTINUE -> goOnWithout(held);
		}
	}

	private DeployResult deploying(List<PlannedMigration> held, List<EarlyWorkers> working, DeployResult before,
			Duration atMost) {
		DeployResult after = waiting(held, working, atMost, () -> this.migrator.deployBeforeStart(atMost));
		List<String> applied = new ArrayList<>(before.applied());
		applied.addAll(after.applied());
		return new DeployResult(after.plan(), List.copyOf(applied), after.held(),
				before.duration().plus(after.duration()), (before.backup() != null) ? before.backup() : after.backup());
	}

	/**
	 * Nobody uses a new database yet, and the application may need all of its schema, as
	 * in its tests. If nobody works on what is required here, nobody does.
	 */
	private DeployResult waitingBriefly(List<PlannedMigration> held, DeployResult result, Duration atMost) {
		List<EarlyWorkers> working = start();
		if (!workOnWhatHolds(working, held.get(0))) {
			working.forEach(EarlyWorkers::stop);
			goOnWithout(held);
			return result;
		}
		try {
			return deploying(held, working, result, (atMost.compareTo(NEW_DATABASE) < 0) ? atMost : NEW_DATABASE);
		}
		catch (HeldException ex) {
			goOnWithout(Migrator.heldBeforeStart(this.migrator.plan()));
			return result;
		}
	}

	private static boolean workOnWhatHolds(List<EarlyWorkers> working, PlannedMigration held) {
		return directives(held).requiresBackfill()
			.stream()
			.allMatch((backfill) -> working.stream().anyMatch((workers) -> workers.worksOn(backfill)));
	}

	private static boolean isNew(DeployResult result) {
		return result.plan().migrations().stream().allMatch((migration) -> migration.history() == null);
	}

	private static boolean isHeldByBackfills(PlannedMigration held) {
		Directives directives = directives(held);
		return !directives.requiresBackfill().isEmpty() && !directives.requiresApproval()
				&& directives.window() == null;
	}

	private static Directives directives(PlannedMigration held) {
		return (held.migration() != null) ? held.migration().directives() : Directives.NONE;
	}

	private <T> T waiting(List<PlannedMigration> held, List<EarlyWorkers> working, Duration atMost, Supplier<T> wait) {
		logger.info("Waiting up to {} for what is held:\n  {}", Durations.format(atMost), describe(held));
		try {
			return wait.get();
		}
		catch (RuntimeException ex) {
			working.forEach(EarlyWorkers::stop);
			throw ex;
		}
	}

	/**
	 * Starts who can work before the start is over.
	 * @return those who work
	 */
	private List<EarlyWorkers> start() {
		List<EarlyWorkers> working = new ArrayList<>();
		try {
			this.workers.get().forEach((workers) -> {
				workers.start();
				if (workers.isRunning()) {
					working.add(workers);
				}
			});
		}
		catch (RuntimeException ex) {
			logger.info("The backfills of this application cannot be worked on before it is ready: {}",
					(ex instanceof BeansException) ? "one of them is a bean that needs what comes after the migrations"
							: ex.getMessage());
			logger.debug("Why they cannot", ex);
		}
		return working;
	}

	private HeldException failure(List<PlannedMigration> held, List<String> applied) {
		return new HeldException(held, "Migrations are held, and migrator.held=fail", applied.isEmpty()
				? "nothing was applied" : "what is not held is applied: " + String.join(", ", applied));
	}

	private void goOnWithout(List<PlannedMigration> held) {
		logger.warn("Starting without {}:\n  {}\nNext: see to what they wait for. {}",
				(held.size() == 1) ? "a migration that is held" : held.size() + " migrations that are held",
				describe(held),
				this.released
						? "What waits for backfills is applied without a restart once this application has "
								+ "completed them, all else by the next deploy."
						: "The next deploy applies them then.");
	}

	private static String describe(List<PlannedMigration> held) {
		return held.stream()
			.map((migration) -> migration.id() + ": "
					+ (migration.reasons().isEmpty() ? "nothing holds it any more; a deploy applies it"
							: String.join("; ", migration.reasons())))
			.collect(Collectors.joining("\n  "));
	}

}
