package io.migrator.boot;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import io.migrator.drift.DriftChecks;
import io.migrator.drift.DriftReport;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.DriftChecked;
import org.jspecify.annotations.Nullable;

/**
 * What the last check of whichever replica found, read from the database every few
 * seconds at most, and anew after each check of this process. Safe for use by several
 * threads.
 */
public class LastDrift implements MigrationListener {

	private final Remembered<DriftReport> last;

	/**
	 * Creates a memory.
	 * @param checks who reads it from the database, asked for when first needed
	 * @param clock tells how old what was read is
	 */
	public LastDrift(Supplier<DriftChecks> checks, Clock clock) {
		this.last = new Remembered<>(() -> checks.get().last(), clock);
	}

	/**
	 * Returns what the last check found.
	 * @param maxAge how old what was read may be
	 * @return the report, or {@code null} if there was no check yet
	 * @throws io.migrator.error.MigratorException if it cannot be read, for as long as
	 * {@code maxAge} without trying again
	 */
	public @Nullable DriftReport get(Duration maxAge) {
		return this.last.get(maxAge);
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof DriftChecked) {
			this.last.forget();
		}
	}

}
