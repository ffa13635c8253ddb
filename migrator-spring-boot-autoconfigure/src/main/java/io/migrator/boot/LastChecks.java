package io.migrator.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.migrator.check.CheckResult;
import io.migrator.check.Checks;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.CheckRan;
import org.jspecify.annotations.Nullable;

/**
 * Where the checks stand, whichever replica ran them, read from the database every few
 * seconds at most, and anew after each check of this process. Safe for use by several
 * threads.
 */
public class LastChecks implements MigrationListener {

	private final Supplier<Checks> checks;

	private final Clock clock;

	private @Nullable Instant readAt;

	private List<CheckResult> results = List.of();

	private @Nullable RuntimeException failure;

	/**
	 * Creates a memory.
	 * @param checks who reads it from the database, asked for when first needed
	 * @param clock tells how old what was read is
	 */
	public LastChecks(Supplier<Checks> checks, Clock clock) {
		this.checks = checks;
		this.clock = clock;
	}

	/**
	 * Returns where the checks stand.
	 * @param maxAge how old what was read may be
	 * @return the results, in the order of the checks' names
	 * @throws io.migrator.error.MigratorException if it cannot be read, for as long as
	 * {@code maxAge} without trying again
	 */
	public synchronized List<CheckResult> get(Duration maxAge) {
		Instant now = this.clock.instant();
		if (this.readAt == null || !now.isBefore(this.readAt.plus(maxAge))) {
			read();
			// A database that does not answer has taken its time
			this.readAt = this.clock.instant();
		}
		if (this.failure != null) {
			throw this.failure;
		}
		return this.results;
	}

	/**
	 * The checks that there are, without a look at the database.
	 * @return their names, in order
	 */
	public List<String> names() {
		return this.checks.get().defined().stream().map((check) -> check.name()).toList();
	}

	private void read() {
		try {
			this.results = this.checks.get().results();
			this.failure = null;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
		}
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof CheckRan) {
			forget();
		}
	}

	private synchronized void forget() {
		this.readAt = null;
	}

}
