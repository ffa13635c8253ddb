package io.migrator.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

import io.migrator.benchmarks.Section.Target;

/**
 * What it costs to read the schema of many tables, to compare two of them and to find
 * that nothing has changed.
 */
final class SchemaScale implements Measure {

	private static final List<Integer> SIZES = List.of(200, 2_000, 10_000);

	/** Ours first. */
	private static final List<Snapshotter> SNAPSHOTTERS = List.of(new MigratorSnapshotter(), new LiquibaseSnapshotter(),
			new PgCodeKeeperSnapshotter());

	private static final double MEGABYTE = 1e6;

	@Override
	public String name() {
		return "schema";
	}

	@Override
	public String title() {
		return "Snapshots of a schema";
	}

	@Override
	public Section run(Lab lab) throws Exception {
		int dump = PgDump.version();
		boolean older = dump < PgDump.major(lab.server().version());
		Path jar = older ? PgDump.olderServer(SnapshotRuns.peers(lab), dump) : null;
		try (Server server = Server.startWithoutStatistics((jar != null) ? PgDump.binaries(jar) : null)) {
			SnapshotRuns runs = new SnapshotRuns(lab, server, !older || jar != null);
			Section section = Section.of(title(), intro(server, dump, runs.dumps()), "tables", "tool",
					"first: client CPU", "server CPU", "warm: client CPU", "server CPU", "warm ÷ pg_dump", "live heap",
					"comparison");
			for (int size : SIZES) {
				int count = lab.size(size);
				lab.say(count + " tables");
				measure(section, runs, server, count, size == SIZES.get(SIZES.size() - 1));
			}
			return section;
		}
	}

	private static String intro(Server server, int dump, boolean dumps) throws Exception {
		String with = dumps ? "pg_dump %d --schema-only is a new process each time".formatted(dump)
				: (dump > 0) ? "pg_dump %d cannot dump this server, so its figures are missing".formatted(dump)
						: "pg_dump is not installed, so its figures are missing";
		return """
				On PostgreSQL %s. Each table has twelve columns, a key, a check, two indexes and a foreign key. *First*: a new \
				JVM, from its start. *Warm*: again in the same JVM, with a new connection each time, the median. Server CPU is \
				that of all its processes. *Live heap* is the most that was in use after a collection, with two snapshots in \
				memory at the end; Migrator has 350 MB, the others 1 GB. *Comparison* is the CPU of comparing two snapshots of all tables. \
				There are no statistics on the catalogs unless the row says *analysed*. %s. Liquibase's snapshot is left out \
				from 10,000 tables on, where it did not finish, and what takes more than three minutes is given up."""
			.formatted(server.version(), with);
	}

	private static void measure(Section section, SnapshotRuns runs, Server server, int count, boolean largest)
			throws Exception {
		String database = SchemaTables.create(server, count);
		server.settle();
		String tables = "%,d".formatted(count);
		double dump = runs.dump(section, tables, database);
		for (Snapshotter snapshotter : SNAPSHOTTERS) {
			if (largest && snapshotter instanceof LiquibaseSnapshotter) {
				section.row(tables, snapshotter.name(), "left out", "–", "–", "–", "–", "–", "–");
				continue;
			}
			SnapshotRuns.Outcome outcome = runs.snapshots(section, tables, snapshotter, database, dump,
					times(snapshotter, count));
			if (largest && snapshotter instanceof MigratorSnapshotter) {
				targets(section, tables, outcome, dump);
			}
		}
		if (largest) {
			quick(section, server, tables, database);
			server.execute(database, "ANALYZE");
			String analysed = tables + ", analysed";
			double dumpAnalysed = runs.dump(section, analysed, database);
			SnapshotRuns.Outcome outcome = runs.snapshots(section, analysed, SNAPSHOTTERS.get(0), database,
					dumpAnalysed, times(SNAPSHOTTERS.get(0), count));
			ratio(section, tables + " tables, analysed", outcome, dumpAnalysed);
		}
		server.dropDatabase(database);
	}

	/** Small ones are compiled only after many rounds. */
	private static int times(Snapshotter snapshotter, int count) {
		return (snapshotter instanceof MigratorSnapshotter) ? Math.max(12, Math.min(60, 20_000 / count)) : 3;
	}

	private static void targets(Section section, String tables, SnapshotRuns.Outcome outcome, double dump) {
		ratio(section, tables + " tables, without statistics", outcome, dump);
		section.target(
				Target.atMost(tables + " tables: live heap with two snapshots", 350, outcome.heap() / MEGABYTE, " MB"));
		section
			.target(Target.atMost(tables + " tables: CPU of comparing two snapshots", 1, outcome.diff() / 1e9, " s"));
	}

	private static void ratio(Section section, String tables, SnapshotRuns.Outcome outcome, double dump) {
		if (!Double.isNaN(dump)) {
			section
				.target(Target.atMost(tables + ": CPU of a warm snapshot ÷ pg_dump", 0.7, outcome.warm() / dump, "×"));
		}
	}

	/** What the server sends to a drift check that finds nothing. */
	private static void quick(Section section, Server server, String tables, String database) throws Exception {
		try (CountingProxy proxy = new CountingProxy(server.port());
				Connection connection = DriverManager
					.getConnection("jdbc:postgresql://localhost:%d/%s?user=postgres&sslmode=disable"
						.formatted(proxy.port(), database))) {
			proxy.take();
			MigratorSnapshotter.READER.read(connection);
			long all = proxy.take().received();
			long before = server.processorTime();
			MigratorSnapshotter.READER.quickFingerprint(connection);
			double cpu = (server.processorTime() - before) / 1e6;
			long quick = proxy.take().received();
			section.row(tables,
					"Migrator, quick fingerprint: %s received instead of %s"
						.formatted(Figures.plain(quick / 1e3) + " kB", Figures.megabytes(all)),
					"–", "–", "–", Figures.seconds(cpu), "–", "–", "–");
			section.target(Target.atMost(tables + " tables: received by a drift check that finds nothing", 16,
					quick / 1e3, " kB"));
		}
	}

}
