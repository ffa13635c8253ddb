package io.migrator.boot.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.BackfillStatus.Progress;
import io.migrator.backfill.BackfillStatus.Worker;
import io.migrator.backfill.Backfills;
import io.migrator.backfill.QuarantinedRow;
import io.migrator.boot.format.Durations;
import io.migrator.boot.format.Progresses;
import io.migrator.error.ExitCodes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Shows one backfill.
 */
@Command(name = "status", description = "Show a backfill: progress, workers, and the rows that it put aside.")
class BackfillStatusCommand extends AnyBackfillCommand {

	@Parameters(index = "0", paramLabel = "<name>", description = "The backfill.")
	String name = "";

	@Option(names = "--rows", paramLabel = "<n>", defaultValue = "20",
			description = "How many rows in quarantine to show (default: ${DEFAULT-VALUE}).")
	int rows = 20;

	@Override
	int run(ConfigurableApplicationContext context, Backfills backfills, Output output) {
		BackfillStatus status = backfills.status(this.name);
		List<QuarantinedRow> quarantined = backfills.quarantined(this.name, this.rows);
		output.answer(() -> text(status, quarantined), () -> BackfillDocument.of(status, quarantined));
		return ExitCodes.DONE;
	}

	private static List<String> text(BackfillStatus status, List<QuarantinedRow> quarantined) {
		Progress progress = status.progress();
		List<String> lines = new ArrayList<>();
		lines.add(status.name() + " is " + status.state().word());
		status.reasons().forEach((reason) -> lines.add("  " + reason));
		line(lines, "defined in", (status.source() != null) ? status.source() : "nothing that this application knows");
		line(lines, "table", status.table());
		line(lines, "progress", Progresses.describe(progress));
		line(lines, "rows", (progress.rowsEstimated() != null)
				? "about " + Progresses.number(progress.rowsEstimated()) + " to visit" : null);
		line(lines, "batches", Progresses.number(progress.batches()) + " committed, "
				+ Progresses.number(progress.failures()) + " failed and tried again");
		line(lines, "pace", pace(status.settings()));
		line(lines, "began", time(status.startedAt()));
		line(lines, "ended", time(status.finishedAt()));
		line(lines, "error", (status.error() != null) ? Text.oneLine(status.error()) : null);
		progress.workers().forEach((worker) -> line(lines, "worker", worker(worker)));
		quarantine(lines, progress.quarantined(), quarantined);
		status.warnings().forEach((warning) -> lines.add("Warning: " + warning));
		return lines;
	}

	private static void line(List<String> lines, String title, @Nullable String text) {
		if (text != null) {
			lines.add("  " + title + " ".repeat(Math.max(1, 12 - title.length())) + text);
		}
	}

	private static String pace(BackfillStatus.Settings settings) {
		String batch = (settings.batchRows() != null) ? "batches of " + Progresses.rows(settings.batchRows())
				: "batches of " + Durations.format(settings.batchDuration());
		return batch + ", " + Text.count(settings.parallel(), "range") + " at once";
	}

	private static @Nullable String time(@Nullable Instant time) {
		return (time != null) ? time.toString() : null;
	}

	private static String worker(Worker worker) {
		String position = (worker.position() != null) ? "at " + worker.position() : "at the beginning";
		String throttle = (worker.throttle() != null) ? " (" + worker.throttle() + ")" : "";
		return worker.name() + " on " + worker.relation() + " " + position + ", batches of "
				+ Progresses.rows(worker.batchSize()) + throttle;
	}

	private static void quarantine(List<String> lines, long count, List<QuarantinedRow> rows) {
		if (rows.isEmpty()) {
			return;
		}
		lines.add("");
		lines.add("In quarantine: " + Progresses.rows(count));
		rows.forEach((row) -> lines.add("  " + row.relation() + " (" + row.key() + "): " + Text.oneLine(row.error())));
		if (count > rows.size()) {
			lines.add("  … and " + Progresses.number(count - rows.size()) + " more");
		}
		lines.add("");
	}

}
