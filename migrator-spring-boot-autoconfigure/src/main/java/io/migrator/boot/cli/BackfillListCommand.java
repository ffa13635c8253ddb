package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.Backfills;
import io.migrator.backfill.BackfillStatus.Progress;
import io.migrator.boot.format.Progresses;
import io.migrator.error.ExitCodes;
import picocli.CommandLine.Command;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Lists all backfills.
 */
@Command(name = "list", description = "Show where every backfill stands.")
class BackfillListCommand extends AnyBackfillCommand {

	@Override
	int run(ConfigurableApplicationContext context, Backfills backfills, Output output) {
		List<BackfillStatus> statuses = backfills.list();
		output.answer(() -> text(statuses),
				() -> Map.of("backfills", statuses.stream().map(BackfillDocument::of).toList()));
		return ExitCodes.DONE;
	}

	/**
	 * A table of backfills, with the reasons of each below it.
	 * @param statuses the backfills
	 * @return the lines
	 */
	static List<String> text(List<BackfillStatus> statuses) {
		if (statuses.isEmpty()) {
			return List.of("There are no backfills.");
		}
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("STATE", "BACKFILL", "DONE", "ROWS", "RATE", "LEFT"));
		statuses.forEach((status) -> rows.add(row(status)));
		List<String> table = Text.table(rows);
		List<String> lines = new ArrayList<>();
		lines.add(table.get(0));
		for (int i = 0; i < statuses.size(); i++) {
			lines.add(table.get(i + 1));
			remarks(lines, statuses.get(i));
		}
		return lines;
	}

	private static List<String> row(BackfillStatus status) {
		Progress progress = status.progress();
		return List.of(status.state().word(), status.name(), Progresses.percent(progress),
				Progresses.number(progress.rowsDone()),
				(progress.rowsPerSecond() != null) ? Progresses.rate(progress.rowsPerSecond()) : "",
				(progress.remaining() != null) ? "about " + Progresses.about(progress.remaining()) : "");
	}

	private static void remarks(List<String> lines, BackfillStatus status) {
		status.reasons().forEach((reason) -> lines.add("  " + reason));
		if (status.progress().quarantined() > 0 && status.state() != BackfillState.INCOMPLETE) {
			lines.add("  " + Progresses.rows(status.progress().quarantined()) + " in quarantine");
		}
		if (status.error() != null) {
			lines.add("  " + Text.oneLine(status.error()));
		}
	}

}
