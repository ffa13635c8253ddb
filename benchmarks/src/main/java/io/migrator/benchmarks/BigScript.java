package io.migrator.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.migrator.benchmarks.Child.Outcome;
import io.migrator.benchmarks.Section.Target;

/**
 * What one very long script costs, and how much memory it takes.
 */
final class BigScript implements Measure {

	private static final String EXPLANATION = "In one transaction, in a new JVM each time. A tool that does not get "
			+ "through with a heap of 64 MB is tried with 512 MB and 1 GB, each for at most %d s. *Live heap* is the "
			+ "most that was in use after a collection. Plain JDBC is left out: the driver reads a script of that size "
			+ "as one statement and takes minutes. Liquibase does not know COPY data.";

	private static final Duration AT_MOST = Duration.ofSeconds(60);

	private static final String SINGLE = "psql -1 -f";

	@Override
	public String name() {
		return "big";
	}

	@Override
	public String title() {
		return "One script of 50 MB";
	}

	@Override
	public Section run(Lab lab) throws Exception {
		Section section = Section.of(title(), EXPLANATION.formatted(AT_MOST.toSeconds()), "script", "tool", "heap",
				"live heap", "wall", "wall ÷ psql", "client CPU");
		measure(lab, section, "INSERTs and functions", "insert", BigScripts.inserts(lab.size(183_000)),
				List.of("Flyway", "Liquibase"));
		measure(lab, section, "COPY and functions", "copy", BigScripts.copy(lab.size(262_000)), List.of("Flyway"));
		return section;
	}

	private void measure(Lab lab, Section section, String what, String folder, String sql, List<String> peers)
			throws Exception {
		Scripts scripts = Scripts.write(lab.folder("big-" + folder), 1, (number) -> sql);
		Path file = scripts.folder().resolve("V00001__change_1.sql");
		String label = "%s, %s".formatted(what, Figures.megabytes(Files.size(file)));
		HeapTrials trials = new HeapTrials(lab, AT_MOST);
		Tool ours = Tool.ALL.get(0);
		int heap = trials.report(section, label, ours, scripts, Double.NaN);
		Map<String, Callable<Outcome>> subjects = new LinkedHashMap<>();
		if (heap > 0) {
			subjects.put(ours.name(), () -> trials.run(ours, scripts, heap).orThrow());
		}
		if (Psql.isInstalled()) {
			subjects.put(SINGLE, () -> psql(lab, file));
		}
		Samples<Outcome> runs = Samples.interleaved(lab.rounds(3), subjects);
		double floor = runs.median(SINGLE, Outcome::wallMillis);
		double wall = runs.median(ours.name(), Outcome::wallMillis);
		for (String name : runs.names()) {
			double live = runs.median(name, HeapTrials::liveHeap);
			section.row(label, name, name.equals(SINGLE) ? "–" : heap + " MB", Figures.megabytes(live),
					Figures.seconds(runs.median(name, Outcome::wallMillis)),
					Figures.ratio(runs.median(name, Outcome::wallMillis), floor),
					Figures.seconds(runs.median(name, Outcome::cpuMillis)));
		}
		for (String peer : peers) {
			trials.report(section, label, Tool.named(peer), scripts, floor);
		}
		section.target(Target.atMost(what + ": wall ÷ psql -1 -f", 1.2, wall / floor, "×"));
		section.target(Target.atMost(what + ": heap", 64, (heap > 0) ? heap : Double.NaN, " MB"));
	}

	private static Outcome psql(Lab lab, Path file) throws Exception {
		String database = lab.server().createDatabase();
		lab.server().settle();
		Outcome outcome = Psql.run(lab.server().uri(database), true, List.of(file));
		lab.server().dropDatabase(database);
		return outcome;
	}

}
