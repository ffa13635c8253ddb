package io.migrator.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.Backfills;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import org.jspecify.annotations.Nullable;

/**
 * Where the backfills stand, read from the database every few seconds at most, and anew
 * after one came into another state by this process. An application without backfills
 * asks the database for nothing. Safe for use by several threads.
 */
public class LastBackfills implements MigrationListener {

	private final Supplier<Backfills> backfills;

	private final BackfillDefinitions definitions;

	private final Clock clock;

	/** Not guarded by the lock, which is held while the database is read. */
	private volatile boolean stale;

	private @Nullable Instant readAt;

	private List<BackfillStatus> statuses = List.of();

	private @Nullable RuntimeException failure;

	/**
	 * Creates a memory.
	 * @param backfills who reads it from the database, asked for when first needed
	 * @param definitions the application's backfills
	 * @param clock tells how old what was read is
	 */
	public LastBackfills(Supplier<Backfills> backfills, BackfillDefinitions definitions, Clock clock) {
		this.backfills = backfills;
		this.definitions = definitions;
		this.clock = clock;
	}

	/**
	 * Returns where the backfills stand.
	 * @param maxAge how old what was read may be
	 * @return them, in the order of their names
	 * @throws io.migrator.error.MigratorException if it cannot be read, for as long as
	 * {@code maxAge} without trying again
	 */
	public synchronized List<BackfillStatus> get(Duration maxAge) {
		Instant now = this.clock.instant();
		if (this.readAt == null || this.stale || !now.isBefore(this.readAt.plus(maxAge))) {
			this.stale = false;
			read();
			// A database that does not answer has taken its time
			this.readAt = this.clock.instant();
		}
		if (this.failure != null) {
			throw this.failure;
		}
		return this.statuses;
	}

	private void read() {
		try {
			this.statuses = this.definitions.get().isEmpty() ? List.of() : this.backfills.get().list();
			this.failure = null;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
		}
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof BackfillStateChanged) {
			this.stale = true;
		}
	}

}
