package io.migrator.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.migrator.benchmarks.Child.Outcome;
import io.migrator.benchmarks.Section.Target;

/**
 * What it costs to apply a thousand small migrations to an empty database.
 */
final class ApplyMany implements Measure {

	private static final String MIGRATOR = "Migrator";

	/**
	 * One run.
	 *
	 * @param client what the process cost
	 * @param serverMillis processor time of the server
	 */
	private record Run(Outcome client, double serverMillis) {

		double wall() {
			return this.client.wallMillis();
		}

		double cpu() {
			return this.client.cpuMillis();
		}

	}

	@Override
	public String name() {
		return "apply";
	}

	@Override
	public String title() {
		return "Applying small migrations";
	}

	@Override
	public Section run(Lab lab) throws Exception {
		int count = lab.size(1000);
		Section section = Section.of(title(),
				"""
						%,d migrations of three statements each (a table, an index, a comment), applied to an empty database in a \
						new JVM each time. Plain JDBC sends each file with one execute, between BEGIN and an INSERT into a \
						history table with its COMMIT: three round trips. psql runs the files one after another without any \
						history. By default Migrator also keeps a snapshot of the schema at the end, which later drift checks \
						compare with; none of the others does, so that is a row of its own, and the targets are those of the row \
						without."""
					.formatted(count),
				"from", "tool", "wall", "wall ÷ plain JDBC", "client CPU", "server CPU");
		Scripts folder = Scripts.write(lab.folder("apply"), count, SmallMigrations::table);
		Map<String, Callable<Run>> subjects = subjects(lab, folder);
		if (Psql.isInstalled()) {
			List<Path> files = files(folder);
			subjects.put(Psql.NAME,
					() -> inNewDatabase(lab, (database) -> Psql.run(lab.server().uri(database), false, files)));
		}
		Samples<Run> fromFolder = Samples.interleaved(lab.rounds(3), subjects);
		report(section, "a folder", fromFolder);
		Samples<Run> fromJar = Samples.interleaved(lab.rounds(3), subjects(lab, folder.toJar()));
		report(section, "a jar", fromJar);
		targets(section, "a folder", fromFolder);
		targets(section, "a jar", fromJar);
		return section;
	}

	private static List<Path> files(Scripts scripts) throws Exception {
		List<Path> files = new ArrayList<>();
		scripts.files(files::addAll);
		return files;
	}

	private Map<String, Callable<Run>> subjects(Lab lab, Scripts scripts) {
		Map<String, Callable<Run>> subjects = new LinkedHashMap<>();
		for (Tool tool : all()) {
			subjects.put(tool.name(),
					() -> inNewDatabase(lab,
							(database) -> Child.tool(tool, lab.server().url(database), scripts, Duration.ofMinutes(3))
								.orThrow()));
		}
		return subjects;
	}

	private static List<Tool> all() {
		List<Tool> all = new ArrayList<>(Tool.ALL);
		all.add(1, new MigratorTool.KeepingSnapshot());
		return all;
	}

	private interface Client {

		Outcome run(String database) throws Exception;

	}

	private static Run inNewDatabase(Lab lab, Client client) throws Exception {
		String database = lab.server().createDatabase();
		lab.server().settle();
		boolean readable = ProcessorTime.isReadable();
		long before = readable ? lab.server().processorTime() : 0;
		Outcome outcome = client.run(database);
		double millis = readable ? (lab.server().processorTime() - before) / 1e6 : Double.NaN;
		lab.server().dropDatabase(database);
		return new Run(outcome, millis);
	}

	private static void report(Section section, String from, Samples<Run> runs) {
		double floor = runs.median("plain JDBC", Run::wall);
		for (String name : runs.names()) {
			section.row(from, name, Figures.seconds(runs.median(name, Run::wall)),
					Figures.ratio(runs.median(name, Run::wall), floor), Figures.seconds(runs.median(name, Run::cpu)),
					Figures.seconds(runs.median(name, Run::serverMillis)));
		}
	}

	private static void targets(Section section, String from, Samples<Run> runs) {
		double wall = runs.median(MIGRATOR, Run::wall);
		section.target(Target.atMost("1,000 from " + from + ": wall ÷ plain JDBC", 1.0,
				wall / runs.median("plain JDBC", Run::wall), "×"));
		section.target(Target.atLeast("1,000 from " + from + ": faster than Flyway", 2.2,
				runs.median("Flyway", Run::wall) / wall, "×"));
		section.target(Target.atMost("1,000 from " + from + ": client CPU ÷ Flyway's", 0.2,
				runs.median(MIGRATOR, Run::cpu) / runs.median("Flyway", Run::cpu), "×"));
	}

}
