package io.migrator.benchmarks;

import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.benchmarks.Child.Outcome;
import io.migrator.benchmarks.Section.Target;

/**
 * What one very long script costs, and how much memory it takes.
 */
final class BigScript implements Measure {

	private static final int[] HEAPS = { 64, 512, 1024 };

	private static final Pattern HEAP = Pattern.compile("heap=(\\d+)");

	private static final Duration AT_MOST = Duration.ofSeconds(90);

	private static final String SINGLE = "psql -1 -f";

	@Override
	public String name() {
		return "big";
	}

	@Override
	public Section run(Lab lab) throws Exception {
		Section section = Section.of("One script of 50 MB",
				"""
						In one transaction, in a new JVM each time. A tool that does not get through with a heap of 64 MB is tried \
						with 512 MB and 1 GB, each for at most %d s. *Live heap* is the most that was in use after a collection. \
						Plain JDBC is left out: the driver reads a script of that size as one statement and takes minutes."""
					.formatted(AT_MOST.toSeconds()),
				"script", "tool", "heap", "live heap", "wall", "wall ÷ psql", "client CPU");
		measure(lab, section, "INSERTs and functions", "insert", BigScripts.inserts(lab.size(183_000)));
		measure(lab, section, "COPY and functions", "copy", BigScripts.copy(lab.size(262_000)));
		return section;
	}

	private void measure(Lab lab, Section section, String what, String folder, String sql) throws Exception {
		Scripts scripts = Scripts.write(lab.folder("big-" + folder), 1, (number) -> sql);
		long size = Files.size(scripts.folder().resolve("V00001__change_1.sql"));
		String label = "%s, %s".formatted(what, Figures.megabytes(size));
		Map<String, Callable<Outcome>> subjects = new LinkedHashMap<>();
		Tool ours = Tool.ALL.get(0);
		int heap = heapNeeded(lab, ours, scripts);
		subjects.put(ours.name(), () -> inNewDatabase(lab, ours, scripts, heap));
		if (Psql.isInstalled()) {
			subjects.put(SINGLE, () -> psql(lab, scripts));
		}
		Samples<Outcome> runs = Samples.interleaved(lab.rounds(3), subjects);
		double floor = runs.median(SINGLE, Outcome::wallMillis);
		double wall = runs.median(ours.name(), Outcome::wallMillis);
		if (subjects.containsKey(SINGLE)) {
			row(section, label, SINGLE, "–", "–", floor, floor, runs.median(SINGLE, Outcome::cpuMillis));
		}
		row(section, label, ours.name(), heap + " MB", Figures.megabytes(runs.median(ours.name(), BigScript::heap)),
				wall, floor, runs.median(ours.name(), Outcome::cpuMillis));
		peers(lab, section, label, scripts, floor);
		section.target(Target.atMost(what + ": wall ÷ psql -1 -f", 1.2, wall / floor, "×"));
		section.target(Target.atMost(what + ": heap", HEAPS[0], heap, " MB"));
	}

	private void peers(Lab lab, Section section, String label, Scripts scripts, double floor) throws Exception {
		for (String peer : List.of("Flyway", "Liquibase")) {
			Outcome last = null;
			int heap = 0;
			for (int i = 0; i < HEAPS.length && (last == null || last.exit() != 0); i++) {
				heap = HEAPS[i];
				lab.say(peer + " with " + heap + " MB");
				last = inNewDatabase(lab, Tool.named(peer), scripts, heap);
				if (!failure(last).isEmpty()) {
					section.row(label, peer, heap + " MB", "–", failure(last), "–", "–");
				}
			}
			if (last != null && last.exit() == 0) {
				row(section, label, peer, heap + " MB", Figures.megabytes(heap(last)), last.wallMillis(), floor,
						last.cpuMillis());
			}
		}
	}

	private static void row(Section section, String label, String tool, String heap, String live, double wall,
			double floor, double cpu) {
		section.row(label, tool, heap, live, Figures.seconds(wall), Figures.ratio(wall, floor), Figures.seconds(cpu));
	}

	private static String failure(Outcome outcome) {
		if (outcome.exit() == 0) {
			return "";
		}
		if (outcome.exit() == -1) {
			return "not done after " + AT_MOST.toSeconds() + " s";
		}
		return outcome.output().contains("OutOfMemoryError") ? "out of memory" : "fails";
	}

	private static int heapNeeded(Lab lab, Tool tool, Scripts scripts) throws Exception {
		for (int heap : HEAPS) {
			Outcome outcome = inNewDatabase(lab, tool, scripts, heap);
			if (outcome.exit() == 0) {
				return heap;
			}
			lab.say(tool.name() + " with " + heap + " MB: " + outcome.output());
		}
		throw new IllegalStateException(tool.name() + " does not get through");
	}

	private static Outcome inNewDatabase(Lab lab, Tool tool, Scripts scripts, int heap) throws Exception {
		String database = lab.server().createDatabase();
		lab.server().settle();
		try {
			return Child.tool(tool, lab.server().url(database), scripts, AT_MOST, "-Xmx" + heap + "m",
					"-XX:+ExitOnOutOfMemoryError", "-Dheap=true");
		}
		finally {
			lab.server().dropDatabase(database);
		}
	}

	private static Outcome psql(Lab lab, Scripts scripts) throws Exception {
		String database = lab.server().createDatabase();
		lab.server().settle();
		Outcome outcome = Psql.run(lab.server().uri(database), true,
				List.of(scripts.folder().resolve("V00001__change_1.sql")));
		lab.server().dropDatabase(database);
		return outcome;
	}

	private static double heap(Outcome outcome) {
		Matcher matcher = HEAP.matcher(outcome.output());
		return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
	}

}
