package io.migrator.boot;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.migrator.check.CheckResult;
import io.migrator.check.Checks;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.CheckRan;

/**
 * Where the checks stand, whichever replica ran them, read from the database every few
 * seconds at most, and anew after each check of this process. Safe for use by several
 * threads.
 */
public class LastChecks implements MigrationListener {

	private final Supplier<Checks> checks;

	private final Remembered<List<CheckResult>> last;

	/**
	 * Creates a memory.
	 * @param checks who reads it from the database, asked for when first needed
	 * @param clock tells how old what was read is
	 */
	public LastChecks(Supplier<Checks> checks, Clock clock) {
		this.checks = checks;
		this.last = new Remembered<>(() -> checks.get().results(), clock);
	}

	/**
	 * Returns where the checks stand.
	 * @param maxAge how old what was read may be
	 * @return the results, in the order of the checks' names
	 * @throws io.migrator.error.MigratorException if it cannot be read, for as long as
	 * {@code maxAge} without trying again
	 */
	public List<CheckResult> get(Duration maxAge) {
		return Objects.requireNonNull(this.last.get(maxAge));
	}

	/**
	 * The checks that there are, without a look at the database.
	 * @return their names, in order
	 */
	public List<String> names() {
		return this.checks.get().defined().stream().map((check) -> check.name()).toList();
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof CheckRan) {
			this.last.forget();
		}
	}

}
