package io.migrator.benchmarks;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.benchmarks.Child.Outcome;

/**
 * Finds the heap that a tool needs.
 */
final class HeapTrials {

	private static final int[] HEAPS = { 64, 512, 1024 };

	private static final Pattern LIVE_HEAP = Pattern.compile("heap=(\\d+)");

	private static final String OUT_OF_MEMORY = "OutOfMemoryError";

	private final Lab lab;

	private final Duration atMost;

	HeapTrials(Lab lab, Duration atMost) {
		this.lab = lab;
		this.atMost = atMost;
	}

	/**
	 * Tries one heap after the other until the tool gets through.
	 * @param section where each trial is reported, also those that fail
	 * @param label of the script
	 * @param tool the tool
	 * @param scripts the script
	 * @param floor wall time to compare with in milliseconds; with none, no success is
	 * reported
	 * @return the heap in MB, 0 if none was enough
	 * @throws Exception if a trial cannot be made
	 */
	int report(Section section, String label, Tool tool, Scripts scripts, double floor) throws Exception {
		for (int heap : HEAPS) {
			this.lab.say(tool.name() + " with " + heap + " MB");
			Outcome outcome = run(tool, scripts, heap);
			if (outcome.exit() == 0) {
				if (!Double.isNaN(floor)) {
					section.row(label, tool.name(), heap + " MB", Figures.megabytes(liveHeap(outcome)),
							Figures.seconds(outcome.wallMillis()), Figures.ratio(outcome.wallMillis(), floor),
							Figures.seconds(outcome.cpuMillis()));
				}
				return heap;
			}
			section.row(label, tool.name(), heap + " MB", "–", failure(outcome), "–",
					Figures.seconds(outcome.cpuMillis()));
			if (outcome.exit() != -1 && !outcome.output().contains(OUT_OF_MEMORY)) {
				this.lab.say(outcome.output().lines().limit(20).toList().toString());
				return 0;
			}
		}
		return 0;
	}

	Outcome run(Tool tool, Scripts scripts, int heap) throws Exception {
		String database = this.lab.server().createDatabase();
		this.lab.server().settle();
		try {
			return Child.tool(tool, this.lab.server().url(database), scripts, this.atMost, "-Xmx" + heap + "m",
					"-XX:+ExitOnOutOfMemoryError", "-Dheap=true");
		}
		finally {
			this.lab.server().dropDatabase(database);
		}
	}

	private String failure(Outcome outcome) {
		if (outcome.exit() == -1) {
			return "not done after " + this.atMost.toSeconds() + " s";
		}
		return outcome.output().contains(OUT_OF_MEMORY) ? "out of memory" : "fails with an error";
	}

	static double liveHeap(Outcome outcome) {
		Matcher matcher = LIVE_HEAP.matcher(outcome.output());
		return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
	}

}
