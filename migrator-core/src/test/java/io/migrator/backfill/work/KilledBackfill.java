package io.migrator.backfill.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.migrator.test.TestDatabase;

/**
 * Four processes that share a backfill which counts how often it has seen each row, and
 * the things that happen to processes: they are killed, frozen for longer than their
 * lease, and cut off from the server.
 */
final class KilledBackfill implements AutoCloseable {

	private static final int PROCESSES = 4;

	private static final Duration LEASE = Duration.ofSeconds(1);

	private final TestDatabase database = TestDatabase.create();

	private final Path folder;

	private final List<Process> processes = new ArrayList<>();

	private final Map<Blow, Integer> blows = new EnumMap<>(Blow.class);

	private final Random random;

	/** What can happen to a process. */
	enum Blow {

		KILL, FREEZE, CUT_OFF

	}

	KilledBackfill(int rows, long seed) {
		this.random = new Random(seed);
		this.database.jdbc().sql("CREATE TABLE counted (id bigint PRIMARY KEY, n int NOT NULL DEFAULT 0)").update();
		this.database.jdbc().sql("INSERT INTO counted SELECT 7 * i FROM generate_series(1, ?) i").param(rows).update();
		try {
			this.folder = Files.createTempDirectory("killed-backfill");
			Files.writeString(this.folder.resolve("count.sql"), """
					-- migrator: batch=20 parallel=4
					-- migrator: verify=SELECT id FROM counted WHERE n = 0
					UPDATE counted SET n = n + 1 WHERE pg_sleep(0.001) IS NOT NULL;
					""");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Lets the processes work, and strikes again and again, until the backfill is
	 * completed.
	 * @param atMost how long that may take
	 * @return this
	 */
	KilledBackfill run(Duration atMost) throws Exception {
		long end = System.nanoTime() + atMost.toNanos();
		for (int i = 0; i < PROCESSES; i++) {
			this.processes.add(start());
		}
		while (!isCompleted()) {
			if (System.nanoTime() > end) {
				throw new AssertionError("Not completed after " + atMost + ", blows: " + this.blows);
			}
			Thread.sleep(200 + this.random.nextInt(800));
			strike(Blow.values()[this.random.nextInt(Blow.values().length)], this.random.nextInt(PROCESSES));
		}
		return this;
	}

	private void strike(Blow blow, int victim) throws Exception {
		if (rows("TRUE") == 0) {
			return;
		}
		Process process = this.processes.get(victim);
		switch (blow) {
			case KILL -> {
				process.destroyForcibly().waitFor();
				this.processes.set(victim, start());
			}
			case FREEZE -> {
				signal(process, "STOP");
				Thread.sleep(LEASE.toMillis() + this.random.nextInt((int) LEASE.toMillis()));
				signal(process, "CONT");
			}
			case CUT_OFF -> this.database.jdbc().sql("""
					SELECT pg_terminate_backend(pid) FROM pg_stat_activity
					WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 2
					""").query(Boolean.class).list();
		}
		this.blows.merge(blow, 1, Integer::sum);
	}

	private static void signal(Process process, String name) throws Exception {
		new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start().waitFor();
	}

	private Process start() throws IOException {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx64m", "-cp",
				System.getProperty("java.class.path"), BackfillProcessMain.class.getName(), this.database.url(),
				this.folder.toString(), String.valueOf(LEASE.toMillis()));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

	private boolean isCompleted() {
		return exists("migrator.backfill") && this.database.jdbc()
			.sql("SELECT count(*) FROM migrator.backfill WHERE state = 'completed'")
			.query(Integer.class)
			.single() == 1;
	}

	private long rows(String condition) {
		return exists("migrator.backfill_range") ? this.database.jdbc()
			.sql("SELECT coalesce(sum(rows), 0) FROM migrator.backfill_range WHERE " + condition)
			.query(Long.class)
			.single() : 0;
	}

	private boolean exists(String table) {
		return this.database.jdbc().sql("SELECT to_regclass(?) IS NOT NULL").param(table).query(Boolean.class).single();
	}

	/**
	 * How often rows were seen.
	 * @return the numbers of times that there are
	 */
	List<Integer> times() {
		return this.database.jdbc().sql("SELECT DISTINCT n FROM counted ORDER BY n").query(Integer.class).list();
	}

	/** What the progress says. */
	long rowsDone() {
		return rows("TRUE");
	}

	int rounds() {
		return this.database.jdbc().sql("SELECT round FROM migrator.backfill").query(Integer.class).single();
	}

	Map<Blow, Integer> blows() {
		return this.blows;
	}

	@Override
	public void close() {
		this.processes.forEach(Process::destroyForcibly);
		this.database.close();
	}

}
