package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.migrator.backfill.BackfillSample;
import io.migrator.backfill.Backfills;
import io.migrator.boot.format.Durations;
import io.migrator.boot.format.Progresses;
import io.migrator.error.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Tries a backfill on a sample of rows.
 */
@Command(name = "sample",
		description = "Run a backfill on a sample of rows, roll it back, and say what that tells of the whole.")
class BackfillSampleCommand extends AnyBackfillCommand {

	@Parameters(index = "0", paramLabel = "<name>", description = "The backfill.")
	String name = "";

	@Option(names = "--rows", paramLabel = "<n>", defaultValue = "1000",
			description = "About how many rows to visit (default: ${DEFAULT-VALUE}).")
	int rows = 1_000;

	@Override
	int run(ConfigurableApplicationContext context, Backfills backfills, Output output) {
		BackfillSample sample = backfills.sample(this.name, this.rows);
		output.answer(() -> text(this.name, sample), () -> BackfillDocument.of(this.name, sample));
		return ExitCodes.DONE;
	}

	private static List<String> text(String name, BackfillSample sample) {
		List<String> lines = new ArrayList<>();
		lines.add(name + " would change " + Progresses.number(sample.rowsChanged()) + " of "
				+ Progresses.rows(sample.rowsVisited()) + " of a sample; it is rolled back.");
		long visited = Math.max(1, sample.rowsVisited());
		lines.add("  time      " + Durations.format(sample.duration()) + ", "
				+ String.format(Locale.ROOT, "%.3f ms", sample.duration().toNanos() / 1_000_000.0 / visited)
				+ " a row");
		if (sample.walBytes() != null) {
			lines.add("  WAL       " + Progresses.bytes(sample.walBytes()) + ", "
					+ Progresses.bytes(sample.walBytes() / visited) + " a row");
		}
		if (sample.rowsEstimated() != null) {
			lines.add("The whole, estimated: about " + Progresses.rows(sample.rowsEstimated())
					+ ((sample.wholeDuration() != null) ? ", about " + Progresses.about(sample.wholeDuration())
							+ " with one worker that never pauses" : "")
					+ ((sample.wholeWalBytes() != null)
							? ", about " + Progresses.bytes(sample.wholeWalBytes()) + " of WAL" : ""));
		}
		sample.warnings().forEach((warning) -> lines.add("Warning: " + warning));
		return lines;
	}

}
