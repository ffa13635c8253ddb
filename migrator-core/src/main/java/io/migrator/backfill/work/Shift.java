package io.migrator.backfill.work;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillDefinition.Whole;
import io.migrator.backfill.work.BackfillFacts.Known;
import io.migrator.backfill.work.Standing.Kind;
import io.migrator.run.Engine;
import io.migrator.run.MigratorEvent.Warning;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.BadSqlGrammarException;

/**
 * A time in which this process works: looks again and again for what is due, claims it,
 * and gives each range that it got to a thread.
 */
final class Shift {

	private final WorkSite site;

	private final List<BackfillDefinition> definitions;

	private final Predicate<String> wanted;

	private final Seats seats;

	private final WorkerNames names;

	private final StopSignal signal = new StopSignal();

	private final AfterMigrations migrations;

	private final Stores stores;

	private final Transactions transactions;

	private final Beginning beginning;

	private final Map<String, Undertaking> undertakings = new HashMap<>();

	private final List<Task> tasks = new ArrayList<>();

	private final Set<String> told = new HashSet<>();

	private boolean awake;

	/**
	 * Creates a shift.
	 * @param site what to work with
	 * @param definitions all backfills of the application
	 * @param wanted which of them to work on
	 * @param seats how many ranges the process works on at once
	 * @param names what the workers are called
	 */
	Shift(WorkSite site, List<BackfillDefinition> definitions, Predicate<String> wanted, Seats seats,
			WorkerNames names) {
		this.site = site;
		this.definitions = definitions;
		this.wanted = wanted;
		this.seats = seats;
		this.names = names;
		this.migrations = new AfterMigrations(definitions, site.migrations().get());
		this.stores = Stores.of(site);
		this.transactions = new Transactions(site);
		this.beginning = new Beginning(site, this.migrations, this.stores, this.transactions);
	}

	/**
	 * Works until it is stopped.
	 */
	void serve() {
		while (!this.signal.isStopped()) {
			look();
			await();
		}
	}

	/**
	 * Works until nothing is left that could be worked on.
	 * @return whether all that was wanted is at its end
	 */
	boolean finish() {
		while (!this.signal.isStopped()) {
			DueBackfills due = look();
			if (due != null && !isWorking()) {
				boolean over = true;
				boolean hope = false;
				for (BackfillDefinition definition : this.definitions) {
					if (this.wanted.test(definition.name())) {
						Kind kind = due.standing(definition).kind();
						over &= kind == Kind.OVER;
						hope |= kind == Kind.DUE;
					}
				}
				if (!hope) {
					return over;
				}
			}
			await();
		}
		return false;
	}

	/**
	 * Looks once for what is due, and begins with as much of it as there are threads for.
	 * @return what was seen, or {@code null} if there was nothing to be seen
	 */
	private @Nullable DueBackfills look() {
		if (this.seats.areAllTaken()) {
			return null;
		}
		try {
			BackfillFacts facts = facts();
			DueBackfills due = new DueBackfills(this.definitions, this.migrations, this.site.settings().environments(),
					facts);
			this.definitions.forEach((definition) -> tellOfStuck(definition, due.standing(definition), facts));
			for (BackfillDefinition definition : due.due()) {
				if (this.wanted.test(definition.name()) && !this.signal.isStopped()) {
					work(definition, facts.known().get(definition.name()));
				}
			}
			this.told.remove("");
			return due;
		}
		catch (RuntimeException ex) {
			BatchFailure failure = BatchFailure.of(ex);
			if (!failure.isConflict()) {
				tellOnce("", "Backfills cannot go on, and it is tried again: " + failure.message());
			}
			LoggerFactory.getLogger(Shift.class).debug("Could not look what is due", ex);
			return null;
		}
	}

	private BackfillFacts facts() {
		try {
			return this.stores.backfills().facts(this.migrations.names());
		}
		catch (BadSqlGrammarException ex) {
			if (!BatchFailure.isTableMissing(ex)) {
				throw ex;
			}
			new Engine(this.site.dataSource(), this.site.migrations(), this.site.settings(),
					List.of(this.site.listener()), Clock.systemUTC())
				.prepareTables();
			return this.stores.backfills().facts(this.migrations.names());
		}
	}

	/** What an operator did is known; what is wrong with files has to be told. */
	private void tellOfStuck(BackfillDefinition definition, Standing standing, BackfillFacts facts) {
		Known known = facts.known().get(definition.name());
		boolean byFiles = known == null || !known.checksum().equals(definition.checksum());
		if (standing.kind() == Kind.STUCK && byFiles) {
			tellOnce(definition.name(),
					"Backfill " + definition.name() + " is not run: " + String.join("; ", standing.reasons()));
		}
	}

	private void tellOnce(String about, String message) {
		if (this.told.add(about)) {
			this.site.listener().onEvent(new Warning(message));
		}
	}

	private void work(BackfillDefinition definition, @Nullable Known known) {
		Undertaking backfill = this.undertakings.computeIfAbsent(definition.name(),
				(name) -> new Undertaking(this.site, definition));
		if (known == null || !known.cut()) {
			this.beginning.begin(backfill);
		}
		else if (!known.free()) {
			return;
		}
		while (!this.signal.isStopped() && claim(backfill)) {
			LoggerFactory.getLogger(Shift.class).debug("Works on {}", backfill.name());
		}
	}

	private boolean claim(Undertaking backfill) {
		int seat = this.seats.take();
		if (seat == 0) {
			return false;
		}
		Lease lease = null;
		try {
			lease = this.transactions
				.runLimited(
						(connection,
								status) -> Optional.ofNullable(this.stores.ranges()
									.claim(backfill.definition(), backfill.parallel(), this.names.worker(seat))))
				.orElse(null);
			if (lease != null) {
				start(backfill, lease, seat);
			}
		}
		finally {
			if (lease == null) {
				this.seats.giveBack(seat);
			}
		}
		return lease != null;
	}

	private void start(Undertaking backfill, Lease lease, int seat) {
		Possession possession = new Possession(backfill, lease, this.stores, this.transactions, this.site.backfills(),
				this.signal);
		Thread thread = new Thread(() -> work(possession, seat), "migrator-backfill-" + seat);
		thread.setDaemon(true);
		synchronized (this) {
			this.tasks.add(new Task(possession, thread));
		}
		thread.start();
	}

	private void work(Possession possession, int seat) {
		try {
			if (possession.lease().number() == Lease.LAST) {
				new Closing(possession).run();
			}
			else if (possession.backfill().definition().work() instanceof Whole whole) {
				new WholeWork(possession, whole).run();
			}
			else {
				new RangeWorker(possession, new Throttling(this.site.dataSource(), this.site.throttle(),
						this.site.backfills().throttle().interval()))
					.run();
			}
		}
		catch (RuntimeException ex) {
			LoggerFactory.getLogger(Shift.class).debug("Gave up {}", possession.lease(), ex);
		}
		finally {
			possession.release();
			this.seats.giveBack(seat);
			synchronized (this) {
				this.tasks.removeIf((task) -> task.possession() == possession);
				this.awake = true;
				notifyAll();
			}
		}
	}

	private synchronized boolean isWorking() {
		return !this.tasks.isEmpty();
	}

	/**
	 * Lets the shift look at once for what is due.
	 */
	synchronized void wake() {
		this.awake = true;
		notifyAll();
	}

	private synchronized void await() {
		long end = System.nanoTime() + this.site.backfills().poll().toNanos();
		try {
			for (long left = this.site.backfills().poll().toNanos(); left > 0 && !this.awake
					&& !this.signal.isStopped(); left = end - System.nanoTime()) {
				wait(left / 1_000_000, (int) (left % 1_000_000));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.awake = false;
	}

	/**
	 * Ends the shift.
	 * @param grace how long batches that are under way may take
	 */
	void stop(Duration grace) {
		this.signal.stop();
		wake();
		long end = System.nanoTime() + grace.toNanos();
		if (!awaitEnd(end)) {
			List<Task> late;
			synchronized (this) {
				late = List.copyOf(this.tasks);
			}
			for (Task task : late) {
				task.thread().interrupt();
				task.possession().cancel();
			}
			awaitEnd(System.nanoTime() + Duration.ofSeconds(5).toNanos());
		}
	}

	private synchronized boolean awaitEnd(long end) {
		try {
			for (long left = end - System.nanoTime(); left > 0
					&& !this.tasks.isEmpty(); left = end - System.nanoTime()) {
				wait(left / 1_000_000, (int) (left % 1_000_000));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.tasks.isEmpty();
	}

	/**
	 * A thread that works on a range.
	 *
	 * @param possession its claim
	 * @param thread the thread
	 */
	private record Task(Possession possession, Thread thread) {
	}

}
