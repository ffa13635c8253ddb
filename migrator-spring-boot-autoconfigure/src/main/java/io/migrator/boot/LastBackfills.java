package io.migrator.boot;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.Backfills;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillStateChanged;

/**
 * Where the backfills stand, read from the database every few seconds at most, and anew
 * after one came into another state by this process. An application without backfills
 * asks the database for nothing. Safe for use by several threads.
 */
public class LastBackfills implements MigrationListener {

	private final Remembered<List<BackfillStatus>> last;

	/**
	 * Creates a memory.
	 * @param backfills who reads it from the database, asked for when first needed
	 * @param definitions the application's backfills
	 * @param clock tells how old what was read is
	 */
	public LastBackfills(Supplier<Backfills> backfills, BackfillDefinitions definitions, Clock clock) {
		this.last = new Remembered<>(() -> definitions.get().isEmpty() ? List.of() : backfills.get().list(), clock);
	}

	/**
	 * Returns where the backfills stand.
	 * @param maxAge how old what was read may be
	 * @return them, in the order of their names
	 * @throws io.migrator.error.MigratorException if it cannot be read, for as long as
	 * {@code maxAge} without trying again
	 */
	public List<BackfillStatus> get(Duration maxAge) {
		return Objects.requireNonNull(this.last.get(maxAge));
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof BackfillStateChanged) {
			this.last.forget();
		}
	}

}
