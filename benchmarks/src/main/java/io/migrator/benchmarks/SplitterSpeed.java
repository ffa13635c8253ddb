package io.migrator.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.migrator.benchmarks.Section.Target;

/**
 * How fast scripts are cut into statements.
 */
final class SplitterSpeed implements Measure {

	private static final int BYTES = 1_000_000;

	private static final long WARM_UP_NANOS = 1_500_000_000;

	private static final long ROUND_NANOS = 300_000_000;

	/** Neither knows COPY data. */
	private static final List<String> NO_COPY = List.of("Liquibase", "PostgreSQL's JDBC driver");

	@Override
	public String name() {
		return "splitter";
	}

	@Override
	public String title() {
		return "Cutting scripts into statements";
	}

	@Override
	public Section run(Lab lab) throws Exception {
		Map<String, List<String>> scripts = SplitterScripts.all(BYTES);
		List<String> head = new ArrayList<>(List.of("splitter"));
		head.addAll(scripts.keySet());
		Section section = Section.of(title(),
				"""
						MB/s in one warm thread, on generated scripts of 1 MB together: the first two kinds are files of 2 to 4 KB. Where a splitter finds another number of \
						statements than Migrator, its figure is in parentheses.""",
				head.toArray(String[]::new));
		Map<String, Samples<Double>> speeds = new LinkedHashMap<>();
		for (Map.Entry<String, List<String>> script : scripts.entrySet()) {
			lab.say(script.getKey());
			Map<String, Callable<Double>> subjects = new LinkedHashMap<>();
			Splitter.all().forEach((name, splitter) -> {
				if (!script.getKey().contains("COPY") || !NO_COPY.contains(name)) {
					speed(splitter, script.getValue(), WARM_UP_NANOS);
					subjects.put(name, () -> speed(splitter, script.getValue(), ROUND_NANOS));
				}
			});
			speeds.put(script.getKey(), Samples.interleaved(lab.rounds(5), subjects));
		}
		Splitter.all().forEach((name, splitter) -> section.row(row(name, splitter, scripts, speeds)));
		speeds.forEach((script, samples) -> section.target(target(script, samples)));
		return section;
	}

	private static List<String> row(String name, Splitter splitter, Map<String, List<String>> scripts,
			Map<String, Samples<Double>> speeds) {
		List<String> row = new ArrayList<>(List.of(name));
		scripts.forEach((title, script) -> {
			double speed = speeds.get(title).median(name, Double::doubleValue);
			boolean same = Double.isNaN(speed)
					|| count(Splitter.all().get(Splitter.OURS), script) == count(splitter, script);
			row.add(same ? Figures.plain(speed) : "(" + Figures.plain(speed) + ")");
		});
		return row;
	}

	private static Target target(String script, Samples<Double> speeds) {
		double ours = speeds.median(Splitter.OURS, Double::doubleValue);
		return Target.atLeast("splitter on " + script + ": faster than Flyway's", 50,
				ours / speeds.median(Splitter.FLYWAY, Double::doubleValue), "×");
	}

	private static int count(Splitter splitter, List<String> scripts) {
		return scripts.stream().mapToInt(splitter::split).sum();
	}

	private static double speed(Splitter splitter, List<String> scripts, long atLeastNanos) {
		long start = System.nanoTime();
		long size = scripts.stream().mapToLong(String::length).sum();
		long bytes = 0;
		long nanos = 0;
		while (nanos < atLeastNanos) {
			if (count(splitter, scripts) == 0) {
				throw new IllegalStateException("No statement");
			}
			bytes += size;
			nanos = System.nanoTime() - start;
		}
		return bytes * 1e3 / nanos;
	}

}
