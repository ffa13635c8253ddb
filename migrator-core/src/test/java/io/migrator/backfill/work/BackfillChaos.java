package io.migrator.backfill.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.migrator.test.TestDatabase;
import io.migrator.test.TestFolders;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four processes work on a table whose rows count how often they were processed, and are
 * killed, frozen past their lease and cut off from the server at random.
 */
final class BackfillChaos implements AutoCloseable {

	private static final int PROCESSES = 4;

	private static final Duration LEASE = Duration.ofSeconds(1);

	private static final String BACKFILL = """
			-- migrator: batch=%d
			-- migrator: verify=SELECT id FROM wallets WHERE n <> 1
			UPDATE wallets SET n = n + 1
			""";

	private final TestDatabase database = TestDatabase.create();

	private final JdbcClient jdbc = this.database.jdbc();

	private final Path folder;

	private final long seed = Long.getLong("chaos.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private final Deque<BackfillProcess> spares = new ArrayDeque<>();

	private final List<BackfillProcess> working = new ArrayList<>();

	private final List<BackfillProcess> all = new ArrayList<>();

	private final Map<String, Integer> marks = new TreeMap<>();

	private final int rows;

	/**
	 * Creates the table.
	 * @param rows how many rows it has
	 * @param batch how many rows a batch has, which takes some 20 ms at least
	 */
	BackfillChaos(int rows, int batch) {
		System.out.println("Disturbing backfills with -Dchaos.seed=" + this.seed);
		this.rows = rows;
		for (int i = 0; i < PROCESSES + 1; i++) {
			spare();
		}
		this.folder = TestFolders.create("chaos");
		try {
			Files.writeString(this.folder.resolve("b.sql"), BACKFILL.formatted(batch));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		List.of("CREATE TABLE wallets (id bigint PRIMARY KEY, n int NOT NULL DEFAULT 0) WITH (fillfactor = 50)",
				"INSERT INTO wallets (id) SELECT 7 * i FROM generate_series(1, " + rows + ") i", "ANALYZE wallets",
				"CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
						+ " 'BEGIN PERFORM pg_sleep(0.02); RETURN NULL; END'",
				"CREATE TRIGGER slow AFTER UPDATE ON wallets FOR EACH STATEMENT EXECUTE FUNCTION slow()")
			.forEach((statement) -> this.jdbc.sql(statement).update());
	}

	private void spare() {
		BackfillProcess process = BackfillProcess.start();
		this.spares.add(process);
		this.all.add(process);
	}

	/**
	 * Disturbs the work, then lets it come to its end, and looks at the rows.
	 * @param atMost how often to disturb
	 * @param pause how long to wait in between, at most
	 */
	void run(int atMost, Duration pause) {
		for (int i = 0; i < PROCESSES; i++) {
			begin();
		}
		Backfilling
			.until(() -> this.jdbc.sql("SELECT sum(rows) FROM migrator.backfill_range").query(Long.class).single() > 0);
		List<Runnable> disturbances = List.of(this::kill, this::freeze, this::cut, this::freeze, this::cut);
		int disturbed = 0;
		while (disturbed < atMost && !isCompleted()) {
			sleep(Duration.ofMillis(this.random.nextLong(pause.toMillis())));
			disturbances.get(this.random.nextInt(disturbances.size())).run();
			disturbed++;
		}
		for (BackfillProcess process : this.working) {
			assertThat(process.awaitEnd(Duration.ofMinutes(2))).as(story()).isTrue();
		}
		assertThat(this.jdbc.sql("SELECT n, count(*) FROM wallets GROUP BY n").query().listOfRows()).as(story())
			.containsExactly(Map.of("n", 1, "count", (long) this.rows));
		assertThat(this.jdbc.sql("SELECT state || ' in round ' || round FROM migrator.backfill")
			.query(String.class)
			.single()).as(story()).isEqualTo("completed in round 1");
		assertThat(this.jdbc.sql("SELECT sum(rows) FROM migrator.backfill_range").query(Long.class).single())
			.as(story())
			.isEqualTo(this.rows);
	}

	/**
	 * What was done to the processes.
	 * @return how often
	 */
	Map<String, Integer> marks() {
		return this.marks;
	}

	private void begin() {
		this.working.add(this.spares.remove().work(this.database.url(), this.folder, LEASE));
	}

	private void kill() {
		BackfillProcess process = this.working.remove(this.random.nextInt(this.working.size()));
		mark(process.isAlive() ? "killed" : "ended by itself");
		process.kill();
		begin();
		spare();
	}

	private void freeze() {
		BackfillProcess process = this.working.get(this.random.nextInt(this.working.size()));
		process.freeze();
		sleep(LEASE.plusMillis(this.random.nextLong(LEASE.toMillis())));
		process.thaw();
		mark("frozen");
	}

	private void cut() {
		int cut = this.jdbc.sql("""
				SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity
				WHERE datname = current_database() AND application_name = ?
				ORDER BY state = 'idle', random() LIMIT 1) victim""")
			.param(BackfillMain.APPLICATION_NAME)
			.query(Integer.class)
			.single();
		mark((cut > 0) ? "cut off" : "nobody to cut off");
	}

	private void mark(String what) {
		this.marks.merge(what, 1, Integer::sum);
	}

	private boolean isCompleted() {
		return this.jdbc.sql("SELECT to_regclass('migrator.backfill') IS NOT NULL").query(Boolean.class).single()
				&& this.jdbc.sql("SELECT count(*) FROM migrator.backfill WHERE state = 'completed'")
					.query(Integer.class)
					.single() > 0;
	}

	private static void sleep(Duration duration) {
		try {
			Thread.sleep(duration.toMillis());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String story() {
		StringBuilder story = new StringBuilder("seed " + this.seed + ", " + this.marks + "\n");
		this.all.forEach((process) -> story.append("--\n").append(process.output()));
		return story.toString();
	}

	@Override
	public void close() {
		this.all.forEach(BackfillProcess::close);
		this.database.close();
		TestFolders.delete(this.folder);
	}

}
