package io.migrator.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.migrator.backup.Backup;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;

/**
 * Looks again and again, without a lock, for what others do: other processes migrate,
 * workers fill, operators approve.
 */
final class Waiting {

	private static final Duration LOOK_EVERY = Duration.ofMillis(500);

	private final Engine engine;

	private final Predicate<PlannedMigration> due;

	private final Duration atMost;

	private final long start = System.nanoTime();

	Waiting(Engine engine, Predicate<PlannedMigration> due, Duration atMost) {
		this.engine = engine;
		this.due = due;
		this.atMost = atMost;
	}

	/**
	 * Waits until nothing is pending.
	 * @param heldToo whether what is held counts as pending
	 * @return the plan
	 */
	Plan look(boolean heldToo) {
		while (true) {
			Plan plan = plan();
			boolean pending = plan.next().stream().anyMatch(this.due);
			List<PlannedMigration> held = heldToo ? held(plan) : List.of();
			if (!pending && held.isEmpty()) {
				return plan;
			}
			if (isOver()) {
				if (!pending) {
					throw held(held, "nothing was changed by this process");
				}
				throw new PendingException(plan,
						this.atMost.isZero() ? "Migrations are pending" : "Migrations are still pending after waiting "
								+ this.atMost.toSeconds() + " s for another process");
			}
			Pause.of(LOOK_EVERY);
		}
	}

	/**
	 * Applies what is next, and what is held once it is next.
	 * @return what was done
	 */
	DeployResult deploy() {
		List<String> applied = new ArrayList<>();
		Backup backup = null;
		while (true) {
			Plan plan = plan();
			if (plan.next().stream().anyMatch(this.due)) {
				DeployResult result = this.engine.deploy(this.due);
				applied.addAll(result.applied());
				backup = (backup != null) ? backup : result.backup();
				plan = result.plan();
			}
			List<PlannedMigration> held = held(plan);
			if (held.isEmpty()) {
				return new DeployResult(plan, List.copyOf(applied),
						plan.held().stream().map(PlannedMigration::id).toList(),
						Duration.ofNanos(System.nanoTime() - this.start), backup);
			}
			if (isOver()) {
				throw held(held, applied.isEmpty() ? "nothing was applied meanwhile"
						: String.join(", ", applied) + ((applied.size() > 1) ? " are" : " is") + " applied");
			}
			Pause.of(LOOK_EVERY);
		}
	}

	private Plan plan() {
		Plan plan = this.engine.plan();
		if (!plan.problems().isEmpty()) {
			throw new PlanException(plan.problems());
		}
		return plan;
	}

	private List<PlannedMigration> held(Plan plan) {
		return plan.held().stream().filter(this.due).toList();
	}

	private HeldException held(List<PlannedMigration> held, String state) {
		return new HeldException(held, this.atMost.isZero() ? "Migrations are held"
				: "Migrations are still held after waiting " + this.atMost.toSeconds() + " s", state);
	}

	private boolean isOver() {
		return System.nanoTime() - this.start >= this.atMost.toNanos();
	}

}
