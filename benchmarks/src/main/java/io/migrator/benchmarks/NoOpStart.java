package io.migrator.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.migrator.benchmarks.Child.Outcome;
import io.migrator.benchmarks.Section.Target;

/**
 * What it costs to find out that nothing is pending.
 */
final class NoOpStart implements Measure {

	private static final double CPU_GOAL = 1.3;

	private static final Tool FLOOR = Tool.named("plain JDBC");

	@Override
	public String name() {
		return "noop";
	}

	@Override
	public String title() {
		return "Start with nothing pending";
	}

	@Override
	public Section run(Lab lab) throws Exception {
		Section section = Section.of(title(), """
				Each tool finds that all migrations of a folder have been applied. *Process*: a new JVM each time, \
				from its start to its end. *Warm*: again and again in one JVM, with a new connection each time. \
				Plain JDBC reads the history in one query, lists and hashes the same files and compares.""",
				"migrations", "tool", "process, wall", "process, CPU", "CPU ÷ plain JDBC", "warm");
		Map<Tool, String> databases = new LinkedHashMap<>();
		for (Tool tool : Tool.ALL) {
			databases.put(tool, lab.server().createDatabase());
		}
		for (int count : lab.quick() ? new int[] { 10, 100 } : new int[] { 10, 100, 1000, 5000 }) {
			lab.say(count + " migrations");
			measure(lab, section, databases, count);
		}
		for (String database : databases.values()) {
			lab.server().dropDatabase(database);
		}
		return section;
	}

	private void measure(Lab lab, Section section, Map<Tool, String> databases, int count) throws Exception {
		Scripts scripts = Scripts.write(lab.folder("noop-" + count), count, SmallMigrations::cheap);
		Map<String, Callable<Outcome>> processes = new LinkedHashMap<>();
		Map<String, Callable<Double>> warm = new LinkedHashMap<>();
		for (Map.Entry<Tool, String> entry : databases.entrySet()) {
			Tool tool = entry.getKey();
			String url = lab.server().url(entry.getValue());
			tool.migrate(lab.server().dataSource(entry.getValue()), scripts);
			processes.put(tool.name(), () -> Child.tool(tool, url, scripts, Duration.ofMinutes(2)).orThrow());
			warm.put(tool.name(), () -> {
				long start = System.nanoTime();
				tool.migrate(lab.server().dataSource(entry.getValue()), scripts);
				return (System.nanoTime() - start) / 1e6;
			});
		}
		lab.server().settle();
		Samples<Outcome> cold = Samples.interleaved(lab.rounds((count > 1000) ? 7 : 11), processes);
		Samples.interleaved(lab.rounds((count >= 1000) ? 5 : 30), warm);
		report(section, count, cold, Samples.interleaved(lab.rounds((count >= 1000) ? 9 : 31), warm));
	}

	private void report(Section section, int count, Samples<Outcome> cold, Samples<Double> warm) {
		double floor = cold.median(FLOOR.name(), Outcome::cpuMillis);
		for (Tool tool : Tool.ALL) {
			double cpu = cold.median(tool.name(), Outcome::cpuMillis);
			List<String> row = new ArrayList<>(List.of(Figures.plain(count), tool.name()));
			row.add(Figures.millis(cold.median(tool.name(), Outcome::wallMillis)));
			row.add(Figures.millis(cpu));
			row.add(Figures.ratio(cpu, floor));
			row.add(Figures.millis(warm.median(tool.name(), Double::doubleValue)));
			section.row(row);
		}
		section.target(Target.atMost("process CPU with " + Figures.plain(count) + " applied ÷ plain JDBC", CPU_GOAL,
				cold.median(Tool.ALL.get(0).name(), Outcome::cpuMillis) / floor, "×"));
	}

}
