package io.migrator.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs those who read schemas, each in a process of its own.
 *
 * @param lab what there is to measure with
 * @param server where the tables are
 * @param dumps whether {@code pg_dump} can dump it
 */
record SnapshotRuns(Lab lab, Server server, boolean dumps) {

	private static final Pattern FIGURE = Pattern.compile("(snapshot|diff|heap)=(\\d+)(?:,(\\d+))?");

	private static final Duration AT_MOST = Duration.ofMinutes(3);

	/**
	 * What a process printed, in nanoseconds and bytes.
	 *
	 * @param client processor time of the client, a figure for each snapshot
	 * @param server processor time of the server, likewise
	 * @param diffs processor time of each comparison
	 * @param heap the most live heap
	 */
	record Outcome(List<Double> client, List<Double> server, List<Double> diffs, double heap) {

		static Outcome of(String output) {
			Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), Double.NaN);
			double heap = Double.NaN;
			for (Matcher matcher = FIGURE.matcher(output); matcher.find();) {
				double value = Double.parseDouble(matcher.group(2));
				switch (matcher.group(1)) {
					case "snapshot" -> {
						outcome.client.add(value);
						outcome.server.add(Double.parseDouble(matcher.group(3)));
					}
					case "diff" -> outcome.diffs.add(value);
					default -> heap = value;
				}
			}
			return new Outcome(outcome.client, outcome.server, outcome.diffs, heap);
		}

		/** The middle of the second half, when all is compiled. */
		private static double late(List<Double> figures) {
			List<Double> late = figures.subList(figures.size() / 2, figures.size()).stream().sorted().toList();
			return (figures.size() < 2) ? Double.NaN : late.get(late.size() / 2);
		}

		double warmClient() {
			return late(this.client);
		}

		double warmServer() {
			return late(this.server);
		}

		double warm() {
			return warmClient() + warmServer();
		}

		double diff() {
			return late(this.diffs);
		}

	}

	static Path peers(Lab lab) {
		return lab.folder().resolveSibling("peers");
	}

	/**
	 * Measures {@code pg_dump}.
	 * @param section where it is reported
	 * @param tables the words for how many there are
	 * @param database which
	 * @return nanoseconds of client and server together, or none
	 * @throws Exception if it fails
	 */
	double dump(Section section, String tables, String database) throws Exception {
		if (!this.dumps) {
			section.row(tables, "pg_dump", "not measured", "–", "–", "–", "–", "–", "–");
			return Double.NaN;
		}
		Samples<double[]> runs = new Samples<>();
		for (int i = 0; i < this.lab.rounds(5); i++) {
			long before = this.server.processorTime();
			double client = PgDump.run(this.server.uri(database)).cpu().toNanos();
			// the ended backend is counted by its parent a little later
			Thread.sleep(100);
			runs.add("", new double[] { client, this.server.processorTime() - before });
		}
		double client = runs.median("", (run) -> run[0]);
		double server = runs.median("", (run) -> run[1]);
		section.row(tables, "pg_dump", seconds(client), seconds(server), "–", "–", "1×", "–", "–");
		return client + server;
	}

	/**
	 * Measures snapshots.
	 * @param section where they are reported
	 * @param tables the words for how many there are
	 * @param snapshotter who takes them
	 * @param database which
	 * @param dump what {@code pg_dump} needs
	 * @param times how often
	 * @return what was measured
	 * @throws Exception if they cannot be tried
	 */
	Outcome snapshots(Section section, String tables, Snapshotter snapshotter, String database, double dump, int times)
			throws Exception {
		this.lab.say(snapshotter.name());
		boolean ours = snapshotter instanceof MigratorSnapshotter;
		ClassPath classPath = ClassPath.own().with(snapshotter.jars()).plus(jars(snapshotter));
		Child.Outcome child = Child.java(List.of(ours ? "-Xmx350m" : "-Xmx1g", "-XX:+ExitOnOutOfMemoryError", "-cp",
				classPath.toString(), SnapshotMain.class.getName(), snapshotter.getClass().getName(),
				this.server.url(database), String.valueOf(times)), AT_MOST);
		Outcome outcome = Outcome.of(child.output());
		if (outcome.client().isEmpty()) {
			this.lab.say(child.output().lines().limit(20).toList().toString());
			String failure = (child.exit() == -1) ? "not done after " + AT_MOST.toSeconds() + " s"
					: child.output().contains("OutOfMemoryError") ? "out of memory" : "fails with an error";
			section.row(tables, snapshotter.name(), failure, "–", "–", "–", "–", "–", "–");
			return outcome;
		}
		section.row(tables, snapshotter.name(), seconds(outcome.client().get(0)), seconds(outcome.server().get(0)),
				seconds(outcome.warmClient()), seconds(outcome.warmServer()), Figures.ratio(outcome.warm(), dump),
				Figures.megabytes(outcome.heap()), Figures.millis(outcome.diff() / 1e6));
		return outcome;
	}

	private List<Path> jars(Snapshotter snapshotter) throws Exception {
		Path peers = peers(this.lab);
		if (!Files.isDirectory(peers)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(peers)) {
			return new ClassPath(files.toList()).matching(snapshotter.jars()).entries();
		}
	}

	private static String seconds(double nanos) {
		return Figures.seconds(nanos / 1e6);
	}

}
