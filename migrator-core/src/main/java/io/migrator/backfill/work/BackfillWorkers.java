package io.migrator.backfill.work;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.migrator.backfill.BackfillDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Works on backfills in this process, together with all others that do. Safe for use by
 * several threads.
 */
public final class BackfillWorkers {

	private static final Duration SHORTLY = Duration.ofSeconds(5);

	private final WorkSite site;

	private final Seats seats;

	private final WorkerNames names;

	private final Set<Shift> shifts = ConcurrentHashMap.newKeySet();

	private @Nullable Shift serving;

	private @Nullable Thread thread;

	/**
	 * Creates workers that do nothing yet.
	 * @param site what to work with
	 */
	BackfillWorkers(WorkSite site) {
		this.site = site;
		this.seats = new Seats(site.backfills().threads());
		this.names = WorkerNames.of(site.settings().applicationName());
	}

	/**
	 * Begins to work in the background, on all backfills that are due, until
	 * {@link #stop}. An application without backfills gets no thread and asks the
	 * database for nothing; one that works already goes on.
	 * @throws io.migrator.error.MigratorException if a definition is invalid
	 */
	public synchronized void start() {
		List<BackfillDefinition> definitions = this.site.definitions().get();
		if (this.serving != null || definitions.isEmpty()) {
			return;
		}
		Shift shift = shift(definitions, (name) -> true);
		Thread thread = new Thread(() -> {
			shift.serve();
			this.shifts.remove(shift);
		}, "migrator-backfill");
		thread.setDaemon(true);
		thread.start();
		this.serving = shift;
		this.thread = thread;
	}

	/**
	 * Stops to work, in the background and in {@link #run}; what was committed stays, and
	 * ranges are given back for others to go on with.
	 * @param grace how long batches that are under way may take before they are rolled
	 * back
	 */
	public void stop(Duration grace) {
		this.shifts.forEach((shift) -> shift.stop(grace));
		Thread ending;
		synchronized (this) {
			ending = this.thread;
			this.serving = null;
			this.thread = null;
		}
		if (ending != null) {
			try {
				ending.join(SHORTLY.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Works until nothing of some backfills is left to do, by whomever. One that waits
	 * for a migration, or for its window, is not waited for.
	 * @param names which backfills
	 * @return whether all of them are at their end; false if one is stuck: failed, with
	 * rows in quarantine, paused, or waiting for something else
	 * @throws io.migrator.error.MigratorException if a definition is invalid
	 */
	public boolean run(Predicate<String> names) {
		List<BackfillDefinition> definitions = this.site.definitions().get();
		if (definitions.stream().noneMatch((definition) -> names.test(definition.name()))) {
			return true;
		}
		Shift shift = shift(definitions, names);
		try {
			return shift.finish();
		}
		finally {
			shift.stop(SHORTLY);
			this.shifts.remove(shift);
		}
	}

	/**
	 * Looks again whether a backfill that is completed left nothing, and begins another
	 * round if it did. Takes as long as its verify query.
	 * @param name the backfill
	 * @return whether it is completed, and nothing is left
	 * @throws org.springframework.dao.DataAccessException whatever the server says
	 */
	public boolean reverify(String name) {
		boolean complete = new Reverification(this.site).isComplete(name);
		if (!complete) {
			wake();
		}
		return complete;
	}

	/**
	 * Lets them look at once for what is due, after something was changed.
	 */
	void wake() {
		this.shifts.forEach(Shift::wake);
	}

	private Shift shift(List<BackfillDefinition> definitions, Predicate<String> names) {
		Shift shift = new Shift(this.site, definitions, names, this.seats, this.names);
		this.shifts.add(shift);
		return shift;
	}

}
