package io.migrator.backfill.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillDefinition.Batched;
import io.migrator.backfill.BackfillSettings;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.BackfillStatus.Settings;
import io.migrator.backfill.work.Remembered.Entry;
import io.migrator.backfill.work.Remembered.Range;
import io.migrator.migration.BackfillDirectives;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is known of each backfill: by its definition, and by the database.
 */
final class StatusBoard {

	private final BackfillSettings settings;

	private final ProgressEstimate estimate = new ProgressEstimate();

	StatusBoard(BackfillSettings settings) {
		this.settings = settings;
	}

	/**
	 * Tells of all backfills.
	 * @param definitions those that the application defines
	 * @param due tells why they wait
	 * @param remembered what the database knows
	 * @return them, in the order of their names
	 */
	List<BackfillStatus> statuses(List<BackfillDefinition> definitions, DueBackfills due, Remembered remembered) {
		Map<String, BackfillStatus> statuses = new TreeMap<>();
		for (BackfillDefinition definition : definitions) {
			Entry entry = remembered.backfills().get(definition.name());
			statuses.put(definition.name(), status(definition, due.standing(definition), entry, remembered));
		}
		remembered.backfills().forEach((name, entry) -> statuses.computeIfAbsent(name, (key) -> {
			List<String> reasons = new ArrayList<>();
			if (entry.known().state() == BackfillState.RUNNING) {
				reasons.add("this application does not define it");
			}
			reasons.addAll(throttles(entry));
			return status(name, null, entry, reasons, remembered);
		}));
		return List.copyOf(statuses.values());
	}

	private BackfillStatus status(BackfillDefinition definition, Standing standing, @Nullable Entry entry,
			Remembered remembered) {
		List<String> reasons = new ArrayList<>(standing.reasons());
		if (entry != null) {
			reasons.addAll(throttles(entry));
			if (reasons.isEmpty() && entry.known().state() == BackfillState.RUNNING
					&& workers(entry).findAny().isEmpty()) {
				reasons.add("nobody works on it at the moment");
			}
		}
		return status(definition.name(), definition, entry, reasons, remembered);
	}

	private BackfillStatus status(String name, @Nullable BackfillDefinition definition, @Nullable Entry entry,
			List<String> reasons, Remembered remembered) {
		BackfillDirectives directives = (definition != null) ? definition.directives() : BackfillDirectives.NONE;
		BackfillState state = (entry == null || entry.isUnbegun()) ? BackfillState.WAITING : entry.known().state();
		return new BackfillStatus(name, (definition != null) ? definition.source() : null, state, reasons,
				table(definition, entry), this.estimate.progress(name, entry, remembered.now()),
				settings(directives, entry), (entry != null) ? entry.known().error() : null,
				(entry != null && state != BackfillState.WAITING) ? entry.startedAt() : null,
				(entry != null) ? entry.finishedAt() : null, (definition != null) ? definition.warnings() : List.of());
	}

	/** Each reason once, however many workers it holds back. */
	private static Set<String> throttles(Entry entry) {
		Set<String> throttles = new TreeSet<>();
		for (Range range : entry.ranges()) {
			if (range.throttle() != null) {
				throttles.add(range.throttle());
			}
		}
		return throttles;
	}

	private static Stream<Range> workers(Entry entry) {
		return entry.ranges().stream().filter((range) -> range.worker() != null);
	}

	private static @Nullable String table(@Nullable BackfillDefinition definition, @Nullable Entry entry) {
		if (definition != null && definition.work() instanceof Batched batched) {
			return batched.statement().table().toString();
		}
		if (definition != null && definition.directives().table() != null) {
			return definition.directives().table();
		}
		return (entry != null) ? entry.sums().relation() : null;
	}

	private Settings settings(BackfillDirectives directives, @Nullable Entry entry) {
		int parallel = (directives.parallel() != null) ? directives.parallel() : this.settings.parallel();
		Duration duration = (directives.batchDuration() != null) ? directives.batchDuration()
				: this.settings.batchDuration();
		if (entry != null && entry.parallel() != null) {
			parallel = entry.parallel();
		}
		if (entry != null && entry.batchMillis() != null) {
			duration = Duration.ofMillis(entry.batchMillis());
		}
		return new Settings(parallel, duration, directives.batchRows());
	}

}
