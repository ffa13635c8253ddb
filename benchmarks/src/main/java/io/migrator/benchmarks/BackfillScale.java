package io.migrator.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.benchmarks.Section.Target;

/**
 * What it costs to fill a column of a large table, and what others feel of it.
 */
final class BackfillScale implements Measure {

	private static final int BATCH = 5_000;

	private static final int AT_MOST_SECONDS = 60;

	private static final Duration IDLE = Duration.ofSeconds(20);

	private static final Pattern FIGURE = Pattern.compile("batch=(\\d+),(\\d+)");

	private static final Pattern COST = Pattern.compile("cost=(\\d+),(\\d+)");

	private static final String MIGRATOR = "MIGRATOR";

	@Override
	public String name() {
		return "backfill";
	}

	@Override
	public String title() {
		return "Filling a column";
	}

	@Override
	public Section run(Lab lab) throws Exception {
		int rows = lab.size(5_000_000);
		Section section = Section.of(title(),
				"""
						A new column of a table of %,d rows, computed from another, without throttles. *CPU*: of client and \
						server together, as ratio to one single UPDATE of all rows, from when the client, a new JVM each time, has filled \
						a small table the same way. *Last ÷ first*: time per row in the last tenth of the batches against the first. What takes more than %d s is given up; its \
						figures are then those of the rows that it came to. Batches have %,d rows where nothing else is said. Not \
						measured: a job of Spring Batch. *p99*: of point updates of random rows by other sessions, 200 each second."""
					.formatted(rows, AT_MOST_SECONDS, BATCH),
				"key", "way", "wall", "CPU per row ÷ one UPDATE", "rows", "last ÷ first", "p99 of others");
		String keys = System.getProperty("keys", "");
		for (BackfillTables table : BackfillTables.values()) {
			if (!keys.isBlank() && !Arrays.asList(keys.split(",")).contains(table.name())) {
				continue;
			}
			lab.say(table.words());
			String template = table.create(lab.server(), rows);
			costs(lab, section, table, template, rows);
			if (table == BackfillTables.DENSE) {
				nuisance(lab, section, template, rows);
			}
			lab.server().dropDatabase(template);
		}
		return section;
	}

	private static void costs(Lab lab, Section section, BackfillTables table, String template, int rows)
			throws Exception {
		boolean dense = table == BackfillTables.DENSE;
		Run single = Run.of(lab, template, "SINGLE", BATCH, 1, null);
		section.row(table.words(), "one UPDATE", Figures.seconds(single.wall()), "1×", "all", "–", "–");
		Run one = Run.of(lab, template, MIGRATOR, BATCH, 1, null);
		one.report(section, table, "Migrator, one worker", single, rows);
		Run two = Run.of(lab, template, MIGRATOR, BATCH, 2, null);
		two.report(section, table, "Migrator, two workers", single, rows);
		section.target(Target.atMost(table.words() + ": CPU per row of one worker ÷ one UPDATE", 1,
				one.perRow(rows) / single.perRow(rows), "×"));
		section.target(
				Target.atMost(table.words() + ": wall of two workers ÷ one worker", 1, two.wall() / one.wall(), "×"));
		section.target(Target.atMost(table.words() + ": last batches ÷ first", 1.2, one.flatness(), "×"));
		Run keyset = Run.of(lab, template, "KEYSET", BATCH, 1, null);
		keyset.report(section, table, "by hand, along the key, progress kept nowhere", single, rows);
		section.target(Target.atMost(table.words() + ": CPU of bookkeeping", 3,
				(one.perRow(rows) / keyset.perRow(rows) - 1) * 100, " %"));
		if (dense) {
			Run.of(lab, template, "STILL_EMPTY", BATCH, 1, null)
				.report(section, table, "by hand, WHERE cents IS NULL ORDER BY id LIMIT n", single, rows);
			Run.of(lab, template, "OFFSET", BATCH, 1, null)
				.report(section, table, "by hand, LIMIT n OFFSET m", single, rows);
		}
	}

	private static void nuisance(Lab lab, Section section, String template, int rows) throws Exception {
		String database = copy(lab, template);
		double idle;
		try (ForegroundLoad load = new ForegroundLoad(lab.server(), database, rows)) {
			ForegroundLoad.pause(Duration.ofSeconds(5));
			load.p99();
			ForegroundLoad.pause(IDLE);
			idle = load.p99();
		}
		lab.server().dropDatabase(database);
		section.row(BackfillTables.DENSE.words(), "nothing", "–", "–", "–", "–", Figures.millis(idle));
		Run single = Run.of(lab, template, "SINGLE", BATCH, 1, rows);
		section.row(BackfillTables.DENSE.words(), "one UPDATE", Figures.seconds(single.wall()), "–", "all", "–",
				Figures.millis(single.p99()));
		Run ours = Run.of(lab, template, MIGRATOR, 0, 2, rows);
		section.row(BackfillTables.DENSE.words(), "Migrator, default pace, two workers", Figures.seconds(ours.wall()),
				"–", "all", Figures.plain(ours.flatness()) + "×", Figures.millis(ours.p99()));
		section.target(Target.atMost("p99 of others at default pace ÷ idle", 1.3, ours.p99() / idle, "×"));
	}

	private static List<String> jars() {
		List<String> jars = new ArrayList<>(new MigratorTool().jars());
		jars.add("HikariCP-");
		return jars;
	}

	private static String copy(Lab lab, String template) throws Exception {
		String database = template + "_copy";
		lab.server()
			.execute("postgres", "CREATE DATABASE " + database + " TEMPLATE " + template + " STRATEGY FILE_COPY");
		lab.server().settle();
		return database;
	}

	/**
	 * One run.
	 *
	 * @param wall milliseconds
	 * @param cpu milliseconds of client and server
	 * @param rows how many were filled
	 * @param batches nanoseconds per row of each batch
	 * @param p99 milliseconds of others
	 */
	private record Run(double wall, double cpu, long rows, List<Double> batches, double p99) {

		static Run of(Lab lab, String template, String way, int size, int workers, Integer load) throws Exception {
			lab.say("  " + way + " " + workers);
			String database = copy(lab, template);
			try (ForegroundLoad others = (load != null) ? new ForegroundLoad(lab.server(), database, load) : null) {
				Path ready = lab.folder("backfill").resolve("ready");
				CompletableFuture<Child.Outcome> child = Child
					.inBackground(List.of("-cp", ClassPath.own().with(jars()).toString(), BackfillMain.class.getName(),
							way, lab.server().url(database), String.valueOf(size), String.valueOf(workers),
							String.valueOf(AT_MOST_SECONDS), ready.toString()), Duration.ofMinutes(5));
				while (!Files.exists(ready) && !child.isDone()) {
					ForegroundLoad.pause(Duration.ofMillis(10));
				}
				long before = lab.server().processorTime();
				if (others != null) {
					others.p99();
				}
				Files.deleteIfExists(ready);
				Child.Outcome client = child.get().orThrow();
				double p99 = (others != null) ? others.p99() : Double.NaN;
				// ended processes of the server are counted by their parent a little
				// later
				ForegroundLoad.pause(Duration.ofMillis(200));
				double server = (lab.server().processorTime() - before) / 1e6;
				String output = client.output().substring(client.output().indexOf("begin"));
				Matcher cost = COST.matcher(output);
				if (!cost.find()) {
					throw new IllegalStateException(output);
				}
				List<Double> batches = new ArrayList<>();
				for (Matcher matcher = FIGURE.matcher(output); matcher.find();) {
					batches.add(Double.parseDouble(matcher.group(2)) / Double.parseDouble(matcher.group(1)));
				}
				long rows = Long
					.parseLong(lab.server().query(database, "SELECT count(*) FROM accounts WHERE cents IS NOT NULL"));
				return new Run(Long.parseLong(cost.group(1)) / 1e6, Long.parseLong(cost.group(2)) / 1e6 + server, rows,
						batches, p99);
			}
			finally {
				lab.server().dropDatabase(database);
			}
		}

		double perRow(int all) {
			return this.cpu / Math.min(this.rows, all);
		}

		double flatness() {
			int tenth = this.batches.size() / 10;
			return (tenth > 0) ? middle(this.batches.subList(this.batches.size() - tenth, this.batches.size()))
					/ middle(this.batches.subList(0, tenth)) : Double.NaN;
		}

		private static double middle(List<Double> values) {
			return values.stream().sorted().toList().get(values.size() / 2);
		}

		void report(Section section, BackfillTables table, String way, Run single, int all) {
			section.row(table.words(), way, Figures.seconds(this.wall), Figures.ratio(perRow(all), single.perRow(all)),
					(this.rows == all) ? "all" : "%.0f %%".formatted(100.0 * this.rows / all),
					Figures.plain(flatness()) + "×", "–");
		}

	}

}
