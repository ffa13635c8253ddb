package io.migrator.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.migrator.gate.Requirements.Needed;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent.FeatureClosed;
import io.migrator.run.MigratorEvent.FeatureOpened;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known at the moment, to be read by any thread without waiting, and replaced as
 * a whole.
 */
final class Board {

	private static final Logger logger = LoggerFactory.getLogger(Board.class);

	private final MigrationListener listener;

	private final List<Consumer<FeatureState>> others = new CopyOnWriteArrayList<>();

	private volatile Map<String, FeatureState> states = Map.of();

	Board(MigrationListener listener) {
		this.listener = listener;
	}

	@Nullable FeatureState get(String name) {
		return this.states.get(name);
	}

	void add(Consumer<FeatureState> listener) {
		this.others.add(listener);
	}

	void remove(Consumer<FeatureState> listener) {
		this.others.remove(listener);
	}

	/** Adds what somebody asked for, unless it is there. */
	synchronized void add(FeatureState unknown) {
		if (!this.states.containsKey(unknown.name())) {
			Map<String, FeatureState> states = new HashMap<>(this.states);
			states.put(unknown.name(), unknown);
			this.states = states;
		}
	}

	/**
	 * Shows what is known now, and tells who wants to hear of it.
	 * @param now the features and requirements that were judged
	 * @return whether all of it is open
	 */
	boolean show(List<FeatureState> now) {
		List<FeatureState> changed = new ArrayList<>();
		synchronized (this) {
			Map<String, FeatureState> states = new HashMap<>(this.states);
			for (FeatureState state : now) {
				FeatureState before = Objects.requireNonNull(states.put(state.name(), state));
				if (before.open() != state.open()) {
					changed.add(state);
				}
			}
			this.states = states;
		}
		changed.forEach(this::tell);
		return now.stream().allMatch(FeatureState::open);
	}

	private void tell(FeatureState state) {
		if (Requirement.read(state.name()) == null) {
			this.listener.onEvent(state.open() ? new FeatureOpened(state.name(), why(state), state.openedAt())
					: new FeatureClosed(state.name(), String.join("; ", state.missing())));
		}
		for (Consumer<FeatureState> other : this.others) {
			try {
				other.accept(state);
			}
			catch (RuntimeException ex) {
				logger.warn("A listener failed on {}", state, ex);
			}
		}
	}

	private static String why(FeatureState state) {
		FeatureState.Override override = state.override();
		return (override != null) ? override.describe() : "all that it requires is done";
	}

	/** What is judged of one feature or requirement. */
	record Asked(String name, List<Needed> needed, boolean single) {

		FeatureState unknown() {
			return FeatureState.unknown(this.name, this.needed.stream().map(Needed::text).toList());
		}

		FeatureState judge(Judgement judgement, boolean writable) {
			return this.single ? judgement.single(this.needed.get(0))
					: judgement.feature(this.name, this.needed, writable);
		}

	}

}
