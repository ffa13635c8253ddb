package io.migrator.backfill.work;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.work.ControlStore.Known;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import org.jspecify.annotations.Nullable;

import static io.migrator.backfill.BackfillState.CANCELLED;
import static io.migrator.backfill.BackfillState.COMPLETED;
import static io.migrator.backfill.BackfillState.FAILED;
import static io.migrator.backfill.BackfillState.INCOMPLETE;
import static io.migrator.backfill.BackfillState.PAUSED;
import static io.migrator.backfill.BackfillState.RUNNING;

/**
 * What operators say, written down for all who work: each time one transaction, with an
 * entry in the audit log.
 */
final class Control {

	private static final Set<BackfillState> OVER = EnumSet.of(COMPLETED, CANCELLED);

	private final WorkSite site;

	private final ControlStore store;

	Control(WorkSite site) {
		this.site = site;
		this.store = new ControlStore(site);
	}

	/**
	 * Begins a backfill anew, or lets one that waits for its window begin.
	 * @param name the backfill
	 * @param reason why, or {@code null}
	 */
	void start(String name, @Nullable String reason) {
		BackfillDefinition definition = find(name);
		boolean anew = decide(name, definition, () -> {
			Known known = lock(name, definition);
			if (definition == null) {
				throw new ControlException("This application does not define the backfill " + name,
						"Start it from the version of the application that does.");
			}
			boolean same = known == null || known.checksum().equals(definition.checksum());
			if (known == null) {
				this.store.insert(definition, RUNNING, null);
			}
			if (known == null || (same && known.isUnbegun())
					|| (same && known.state() == RUNNING && definition.directives().window() != null)) {
				this.store.ignoreWindow(definition);
				this.store.audit(name, "backfill start", reason);
				return false;
			}
			if (same && known.state() == RUNNING) {
				throw new ControlException("The backfill " + name + " is running already",
						"Look how far it is; to begin anew, cancel it first.");
			}
			if (same && known.state() == PAUSED) {
				throw new ControlException("The backfill " + name + " is paused",
						"Resume it, which goes on where it stopped; to begin anew, cancel it first.");
			}
			this.store.beginAnew(definition);
			this.store.audit(name, "backfill start", reason);
			return true;
		});
		if (anew) {
			tell(name, RUNNING, reason);
		}
	}

	/**
	 * Stops a backfill until it is resumed.
	 * @param name the backfill
	 * @param reason why, or {@code null}
	 */
	void pause(String name, @Nullable String reason) {
		change(name, PAUSED, EnumSet.of(RUNNING), "pause", reason);
	}

	/**
	 * Lets a backfill go on from where it stopped.
	 * @param name the backfill
	 * @param reason why, or {@code null}
	 */
	void resume(String name, @Nullable String reason) {
		change(name, RUNNING, EnumSet.of(PAUSED, FAILED), "resume", reason);
	}

	/**
	 * Gives a backfill up.
	 * @param name the backfill
	 * @param reason why, or {@code null}
	 */
	void cancel(String name, @Nullable String reason) {
		change(name, CANCELLED, EnumSet.of(RUNNING, PAUSED, FAILED, INCOMPLETE), "cancel", reason);
	}

	private void change(String name, BackfillState state, Set<BackfillState> from, String action,
			@Nullable String reason) {
		BackfillDefinition definition = find(name);
		decide(name, definition, () -> {
			Known known = lock(name, definition);
			BackfillState now = (known != null) ? known.state() : RUNNING;
			if (!from.contains(now) || (known == null && state == RUNNING)) {
				throw impossible(name, (known != null) ? known : ControlStore.UNBEGUN, action);
			}
			if (state == RUNNING) {
				requireSame(name, known, definition);
			}
			if (known == null && definition != null) {
				this.store.insert(definition, state, reason);
			}
			else {
				this.store.change(name, state, reason);
			}
			this.store.audit(name, "backfill " + action, reason);
			return name;
		});
		tell(name, state, reason);
	}

	/**
	 * Marks quarantined rows to be tried again.
	 * @param name the backfill
	 * @param reason why, or {@code null}
	 * @return how many
	 */
	long retry(String name, @Nullable String reason) {
		BackfillDefinition definition = find(name);
		boolean[] goesOn = new boolean[1];
		long rows = decide(name, definition, () -> {
			Known known = lock(name, definition);
			long marked = (known != null) ? this.store.markQuarantined(name) : 0;
			if (known == null || marked == 0) {
				throw new ControlException("The backfill " + name + " has no rows in quarantine",
						"There is nothing to try again; look at its status.");
			}
			if (OVER.contains(known.state())) {
				throw impossible(name, known, "retry");
			}
			requireSame(name, known, definition);
			if (known.state() == INCOMPLETE || known.state() == FAILED) {
				this.store.change(name, RUNNING, reason);
				goesOn[0] = true;
			}
			this.store.audit(name, "backfill retry of " + marked + " quarantined rows", reason);
			return marked;
		});
		if (goesOn[0]) {
			tell(name, RUNNING, reason);
		}
		return rows;
	}

	/**
	 * Changes how a backfill is run.
	 * @param name the backfill
	 * @param batchDuration how long a batch should take, or {@code null} to leave it
	 * @param parallel how many ranges are worked on at once, or {@code null} to leave it
	 * @param reason why, or {@code null}
	 */
	void adjust(String name, @Nullable Duration batchDuration, @Nullable Integer parallel, @Nullable String reason) {
		require(batchDuration != null || parallel != null, "There is nothing to adjust",
				"Say how long a batch should take, or how many ranges are to be worked on at once.");
		require(batchDuration == null || (batchDuration.toMillis() > 0 && batchDuration.toDays() < 1),
				"A batch cannot take " + batchDuration, "Give a time from 1 ms to a day.");
		require(parallel == null || parallel > 0, "A backfill cannot be worked on by " + parallel,
				"Give a number from 1; to stop it for a while, pause it.");
		BackfillDefinition definition = find(name);
		decide(name, definition, () -> {
			Known known = lock(name, definition);
			if (known != null && OVER.contains(known.state())) {
				throw impossible(name, known, "adjust");
			}
			if (known == null && definition != null) {
				this.store.insert(definition, RUNNING, null);
			}
			this.store.adjust(name, batchDuration, parallel);
			this.store.audit(name,
					"backfill adjust" + ((batchDuration != null) ? " batch=" + batchDuration.toMillis() + "ms" : "")
							+ ((parallel != null) ? " parallel=" + parallel : ""),
					reason);
			return name;
		});
	}

	/** A typing error is no reason to create tables. */
	private <T> T decide(String name, @Nullable BackfillDefinition definition, Supplier<T> decision) {
		return this.store.inTransaction(decision,
				(definition != null) ? null : () -> ControlException.unknown(name, defined()));
	}

	private List<String> defined() {
		return this.site.definitions().get().stream().map(BackfillDefinition::name).sorted().toList();
	}

	private @Nullable BackfillDefinition find(String name) {
		return this.site.definitions()
			.get()
			.stream()
			.filter((definition) -> definition.name().equals(name))
			.findFirst()
			.orElse(null);
	}

	private @Nullable Known lock(String name, @Nullable BackfillDefinition definition) {
		Known known = this.store.lock(name);
		if (known == null && definition == null) {
			throw ControlException.unknown(name, this.store.names(defined()));
		}
		return known;
	}

	private static void requireSame(String name, @Nullable Known known, @Nullable BackfillDefinition definition) {
		if (known != null && definition != null && !known.isUntouched()
				&& !known.checksum().equals(definition.checksum())) {
			throw new ControlException("The backfill " + name + " was changed since it was begun",
					"Start it anew, or put " + definition.source() + " back as it was.");
		}
	}

	private static void require(boolean condition, String problem, String nextStep) {
		if (!condition) {
			throw new ControlException(problem, nextStep);
		}
	}

	private static ControlException impossible(String name, Known known, String action) {
		String state = known.isUnbegun() ? "has not begun" : "is " + known.state().word();
		String next = switch (known.state()) {
			case RUNNING -> known.isUnbegun() ? "It begins by itself when what it waits for has happened."
					: "Pause or cancel it, or wait for its end.";
			case PAUSED -> "Resume it, or cancel it.";
			case INCOMPLETE -> "Mend the rows in quarantine and retry them, start it anew, or cancel it.";
			case FAILED -> "Resume it from where it stopped, start it anew, or cancel it.";
			default -> "Start it anew, if it is to run once more.";
		};
		return new ControlException("The backfill " + name + " " + state + ": there is no way to " + action + " it",
				next);
	}

	private void tell(String name, BackfillState state, @Nullable String reason) {
		this.site.listener().onEvent(new BackfillStateChanged(name, state.word(), reason, this.store.rows(name)));
	}

}
