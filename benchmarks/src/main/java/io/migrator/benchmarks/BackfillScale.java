package io.migrator.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.migrator.benchmarks.Section.Target;

/**
 * What it costs to fill a column of a large table, and what others feel of it.
 */
final class BackfillScale implements Measure {

	/** What a tenth of a second comes to, about. */
	private static final int BATCH = 20_000;

	private static final int SPRING_BATCH_CHUNK = 1_000;

	private static final int ROUNDS = 3;

	private static final Duration IDLE = Duration.ofSeconds(20);

	private static final String MIGRATOR = "MIGRATOR";

	private static final String SINGLE = "one UPDATE";

	private static final String ONE = "Migrator, one worker";

	private static final String TWO = "Migrator, two workers";

	private static final String BY_HAND = "by hand, along the key, progress kept nowhere";

	private static final String PACED = "Migrator, default pace";

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
						A new column of a table of %,d rows, computed from another. Where costs are compared, without throttles, \
						rests and autovacuum, which would come to some runs and not to others. *CPU*: of client and \
						server together, as ratio to one single UPDATE of all rows, from when the client, a new JVM each time, has \
						filled a small table the same way some times. Batches have %,d rows where nothing else is said, which is \
						what the default duration of a batch comes to here. *Last ÷ first*: time per row in the last tenth of the \
						batches against the first. Medians of three rounds; what takes more than %d s is given up and not tried \
						again, its figures are then those of the rows that it came to. *p99*: of point updates of random rows by other sessions, 200 each second."""
					.formatted(rows, BATCH, BackfillRun.AT_MOST_SECONDS),
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
		Map<String, Callable<BackfillRun>> ways = new LinkedHashMap<>();
		ways.put(SINGLE, () -> BackfillRun.of(lab, template, "SINGLE", BATCH, 1, null));
		ways.put(ONE, () -> BackfillRun.of(lab, template, MIGRATOR, BATCH, 1, null));
		ways.put(TWO, () -> BackfillRun.of(lab, template, MIGRATOR, BATCH, 2, null));
		ways.put(BY_HAND, () -> BackfillRun.of(lab, template, "KEYSET", BATCH, 1, null));
		Samples<BackfillRun> runs = Samples.interleaved(lab.rounds(ROUNDS), ways);
		runs.add("Spring Batch, chunks of 1,000",
				BackfillRun.of(lab, template, "SPRING_BATCH", SPRING_BATCH_CHUNK, 1, null));
		if (table == BackfillTables.DENSE) {
			runs.add("by hand, WHERE cents IS NULL ORDER BY id LIMIT n",
					BackfillRun.of(lab, template, "STILL_EMPTY", BATCH, 1, null));
			runs.add("by hand, LIMIT n OFFSET m", BackfillRun.of(lab, template, "OFFSET", BATCH, 1, null));
		}
		String key = table.words();
		double single = runs.median(SINGLE, BackfillRun::perRow);
		for (String way : runs.names()) {
			double done = runs.median(way, BackfillRun::rows) / rows;
			section.row(key, way, Figures.seconds(runs.median(way, BackfillRun::wall)),
					Figures.ratio(runs.median(way, BackfillRun::perRow), single),
					(done == 1) ? "all" : "%.0f %%".formatted(100 * done), flatness(runs, way), "–");
		}
		double one = runs.median(ONE, BackfillRun::perRow);
		section.target(Target.atMost(key + ": CPU per row of one worker ÷ one UPDATE", 1, one / single, "×"));
		section.target(Target.atMost(key + ": wall of two workers ÷ one worker", 1,
				runs.median(TWO, BackfillRun::wall) / runs.median(ONE, BackfillRun::wall), "×"));
		section
			.target(Target.atMost(key + ": last batches ÷ first", 1.2, runs.median(ONE, BackfillRun::flatness), "×"));
		section.target(Target.atMost(key + ": CPU of bookkeeping", 3,
				(one / runs.median(BY_HAND, BackfillRun::perRow) - 1) * 100, " %"));
	}

	private static void nuisance(Lab lab, Section section, String template, int rows) throws Exception {
		Map<String, Callable<BackfillRun>> ways = new LinkedHashMap<>();
		ways.put("nothing", () -> idle(lab, template, rows));
		ways.put(PACED, () -> BackfillRun.of(lab, template, MIGRATOR, 0, 0, rows));
		ways.put("Migrator, batches of 20 ms", () -> BackfillRun.of(lab, template, MIGRATOR, -20, 0, rows));
		Samples<BackfillRun> runs = Samples.interleaved(lab.rounds(ROUNDS), ways);
		runs.add(SINGLE, BackfillRun.of(lab, template, "SINGLE", BATCH, 1, rows));
		for (String way : runs.names()) {
			double wall = runs.median(way, BackfillRun::wall);
			section.row(BackfillTables.DENSE.words(), way, Figures.seconds(wall), "–", Double.isNaN(wall) ? "–" : "all",
					flatness(runs, way), Figures.millis(runs.median(way, BackfillRun::p99)));
		}
		section.target(Target.atMost("p99 of others at default pace ÷ idle", 1.3,
				runs.median(PACED, BackfillRun::p99) / runs.median("nothing", BackfillRun::p99), "×"));
	}

	private static String flatness(Samples<BackfillRun> runs, String way) {
		double flatness = runs.median(way, BackfillRun::flatness);
		return Double.isNaN(flatness) ? "–" : Figures.plain(flatness) + "×";
	}

	private static BackfillRun idle(Lab lab, String template, int rows) throws Exception {
		String database = BackfillRun.copy(lab, template);
		try (ForegroundLoad load = new ForegroundLoad(lab.server(), database, rows)) {
			ForegroundLoad.pause(Duration.ofSeconds(5));
			load.p99();
			ForegroundLoad.pause(IDLE);
			return new BackfillRun(Double.NaN, Double.NaN, 0, List.of(), load.p99());
		}
		finally {
			lab.server().dropDatabase(database);
		}
	}

}
