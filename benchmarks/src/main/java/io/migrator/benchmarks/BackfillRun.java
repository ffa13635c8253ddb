package io.migrator.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run over a large table.
 *
 * @param wall milliseconds
 * @param cpu milliseconds of client and server
 * @param rows how many were filled
 * @param batches nanoseconds per row of each batch
 * @param p99 milliseconds of others
 */
record BackfillRun(double wall, double cpu, long rows, List<Double> batches, double p99) {

	static final int AT_MOST_SECONDS = 60;

	private static final Pattern FIGURE = Pattern.compile("batch=(\\d+),(\\d+)");

	private static final Pattern COST = Pattern.compile("cost=(\\d+),(\\d+)");

	/**
	 * Runs a way on a copy of a database, in a process of its own.
	 * @param lab what there is to measure with
	 * @param template the database
	 * @param way a {@link BackfillWay}, or what {@link BackfillMain} knows
	 * @param size rows of a batch
	 * @param workers how many work at once
	 * @param load of how many rows others update some meanwhile, or {@code null}
	 * @return what it cost
	 * @throws Exception if it fails
	 */
	static BackfillRun of(Lab lab, String template, String way, int size, int workers, Integer load) throws Exception {
		lab.say("  " + way + " " + workers);
		String database = copy(lab, template);
		if (load == null) {
			// or some runs would be vacuumed, and others not
			lab.server().execute(database, "ALTER TABLE accounts SET (autovacuum_enabled = off)");
		}
		try (ForegroundLoad others = (load != null) ? new ForegroundLoad(lab.server(), database, load) : null) {
			Path ready = lab.folder("backfill").resolve("ready");
			CompletableFuture<Child.Outcome> child = Child
				.inBackground(List.of("-cp", ClassPath.own().with(jars()).toString(), BackfillMain.class.getName(), way,
						lab.server().url(database), String.valueOf(size), String.valueOf(workers),
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
			// ended processes of the server are counted by their parent a little later
			ForegroundLoad.pause(Duration.ofMillis(200));
			double server = (lab.server().processorTime() - before) / 1e6;
			long rows = Long
				.parseLong(lab.server().query(database, "SELECT count(*) FROM accounts WHERE cents IS NOT NULL"));
			return read(client.output(), server, rows, p99);
		}
		finally {
			lab.server().dropDatabase(database);
		}
	}

	private static BackfillRun read(String all, double server, long rows, double p99) {
		String output = all.substring(all.indexOf("begin"));
		Matcher cost = COST.matcher(output);
		if (!cost.find()) {
			throw new IllegalStateException(output);
		}
		List<Double> batches = new ArrayList<>();
		for (Matcher matcher = FIGURE.matcher(output); matcher.find();) {
			batches.add(Double.parseDouble(matcher.group(2)) / Double.parseDouble(matcher.group(1)));
		}
		return new BackfillRun(Long.parseLong(cost.group(1)) / 1e6, Long.parseLong(cost.group(2)) / 1e6 + server, rows,
				batches, p99);
	}

	private static List<String> jars() {
		List<String> jars = new ArrayList<>(new MigratorTool().jars());
		jars.addAll(List.of("HikariCP-", "spring-batch-", "spring-context-", "spring-aop-", "micrometer-", "jackson-"));
		return jars;
	}

	static String copy(Lab lab, String template) throws Exception {
		String database = template + "_copy";
		lab.server()
			.execute("postgres", "CREATE DATABASE " + database + " TEMPLATE " + template + " STRATEGY FILE_COPY");
		lab.server().settle();
		return database;
	}

	double perRow() {
		return this.cpu / this.rows;
	}

	/**
	 * Whether the last batches are as fast as the first.
	 * @return the time per row in the last tenth of the batches against the first
	 */
	double flatness() {
		int tenth = this.batches.size() / 10;
		return (tenth > 0) ? middle(this.batches.subList(this.batches.size() - tenth, this.batches.size()))
				/ middle(this.batches.subList(0, tenth)) : Double.NaN;
	}

	private static double middle(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

}
