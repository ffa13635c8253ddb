package io.migrator.boot.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.backfill.BackfillSample;
import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.BackfillStatus.Progress;
import io.migrator.backfill.BackfillStatus.Worker;
import io.migrator.backfill.QuarantinedRow;
import org.jspecify.annotations.Nullable;

/**
 * Backfills as documents for scripts, with the names that the endpoint gives them.
 */
final class BackfillDocument {

	private BackfillDocument() {
	}

	static Map<String, @Nullable Object> of(BackfillStatus status) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("name", status.name());
		document.put("source", status.source());
		document.put("state", status.state().word());
		document.put("reasons", status.reasons());
		document.put("table", status.table());
		document.put("progress", progress(status.progress()));
		document.put("settings", settings(status.settings()));
		document.put("error", status.error());
		document.put("startedAt", status.startedAt());
		document.put("finishedAt", status.finishedAt());
		document.put("warnings", status.warnings());
		return document;
	}

	static Map<String, @Nullable Object> of(BackfillStatus status, List<QuarantinedRow> quarantined) {
		Map<String, @Nullable Object> document = of(status);
		document.put("quarantine", quarantined.stream().map(BackfillDocument::row).toList());
		return document;
	}

	static Map<String, @Nullable Object> of(String name, BackfillSample sample) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("name", name);
		document.put("rowsVisited", sample.rowsVisited());
		document.put("rowsChanged", sample.rowsChanged());
		document.put("durationMs", sample.duration().toMillis());
		document.put("walBytes", sample.walBytes());
		document.put("rowsEstimated", sample.rowsEstimated());
		document.put("wholeDurationMs", (sample.wholeDuration() != null) ? sample.wholeDuration().toMillis() : null);
		document.put("wholeWalBytes", sample.wholeWalBytes());
		document.put("warnings", sample.warnings());
		return document;
	}

	private static Map<String, @Nullable Object> progress(Progress progress) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("rowsDone", progress.rowsDone());
		document.put("rowsEstimated", progress.rowsEstimated());
		document.put("fraction", progress.fraction());
		document.put("rowsPerSecond", progress.rowsPerSecond());
		document.put("remainingMs", (progress.remaining() != null) ? progress.remaining().toMillis() : null);
		document.put("quarantined", progress.quarantined());
		document.put("batches", progress.batches());
		document.put("failures", progress.failures());
		document.put("rounds", progress.rounds());
		document.put("workers", progress.workers().stream().map(BackfillDocument::worker).toList());
		return document;
	}

	private static Map<String, @Nullable Object> worker(Worker worker) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("name", worker.name());
		document.put("relation", worker.relation());
		document.put("position", worker.position());
		document.put("batchSize", worker.batchSize());
		document.put("throttle", worker.throttle());
		return document;
	}

	private static Map<String, @Nullable Object> settings(BackfillStatus.Settings settings) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("parallel", settings.parallel());
		document.put("batchDurationMs", settings.batchDuration().toMillis());
		document.put("batchRows", settings.batchRows());
		return document;
	}

	private static Map<String, @Nullable Object> row(QuarantinedRow row) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("relation", row.relation());
		document.put("key", row.key().values());
		document.put("error", row.error());
		document.put("sqlState", row.sqlState());
		document.put("at", row.at());
		return document;
	}

}
