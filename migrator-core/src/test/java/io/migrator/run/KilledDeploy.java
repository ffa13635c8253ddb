package io.migrator.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.migrator.test.DatabaseDump;
import io.migrator.test.DeployProcess;
import io.migrator.test.TestDatabase;
import io.migrator.test.Workspace;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deploys all kinds of migrations in processes that are killed again and again, and
 * compares what comes of it with an undisturbed deploy.
 */
final class KilledDeploy implements AutoCloseable {

	/** How often one database's deploy is killed before it is left in peace. */
	private static final int KILLS_PER_ROUND = 6;

	private final Workspace undisturbed = new Workspace();

	private final Deque<DeployProcess> spares = new ArrayDeque<>();

	private final long seed = Long.getLong("chaos.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private final Duration duration;

	private final List<String> expectedDump;

	private final List<String> expectedHistory;

	private int kills;

	/** What kills left behind or hit, and how often. */
	private final Map<String, Integer> marks = new TreeMap<>();

	KilledDeploy() {
		MixedMigrations.write(this.undisturbed);
		System.out.println("Killing deploys with -Dchaos.seed=" + this.seed);
		DeployProcess process = process();
		long start = System.nanoTime();
		process.deploy(this.undisturbed.database(), this.undisturbed.folder());
		assertThat(process.awaitExit()).as(process.output()).isZero();
		this.duration = Duration.ofNanos(System.nanoTime() - start);
		this.expectedDump = DatabaseDump.of(this.undisturbed.database());
		this.expectedHistory = DatabaseDump.history(this.undisturbed.database());
	}

	int kills() {
		return this.kills;
	}

	/**
	 * What the kills met.
	 * @return how often deploys went on after a kill, and how often it was in the middle
	 * of something that had to be cleaned up
	 */
	Map<String, Integer> marks() {
		return this.marks;
	}

	/**
	 * Deploys to a new database, killing and starting anew until a start comes to its
	 * end.
	 * @param atMost how many more kills are wanted
	 */
	void round(int atMost) {
		int before = this.kills;
		StringBuilder story = new StringBuilder("seed " + this.seed + ", after " + before + " kills:\n");
		try (TestDatabase database = TestDatabase.create()) {
			boolean killed = true;
			while (killed) {
				boolean inPeace = this.kills - before >= Math.min(atMost, KILLS_PER_ROUND);
				DeployProcess process = process().deploy(database, this.undisturbed.folder());
				if (inPeace) {
					assertThat(process.awaitExit()).as(story + process.output()).isZero();
					killed = false;
				}
				else {
					Duration delay = Duration.ofNanos(this.random.nextLong(this.duration.toNanos()));
					killed = process.killAfter(delay);
				}
				story.append(process.output()).append(killed ? "-- killed\n" : "-- ended\n");
				this.kills += killed ? 1 : 0;
				note(process.output());
				if (killed && this.random.nextBoolean()) {
					loseSessions(database, story);
				}
			}
			assertThat(DatabaseDump.history(database)).as(story.toString()).isEqualTo(this.expectedHistory);
			assertThat(DatabaseDump.of(database)).as(story.toString()).isEqualTo(this.expectedDump);
			assertThat(DatabaseDump.invalidIndexes(database)).as(story.toString()).isEmpty();
		}
	}

	private void note(String output) {
		for (String line : output.split("\n")) {
			if (line.startsWith("Warning[") || line.startsWith("MigrationStarted[") && !line.contains("resumedAt=1,")) {
				this.marks.merge(
						line.replaceAll("migration.sql:\\d+|id=\\w+|[\"\\w.]+(?= that an interrupted)|\\d+", "…"), 1,
						Integer::sum);
			}
		}
	}

	/**
	 * A server that goes on after its client was killed may end the statement that it is
	 * at. If the network or the server goes too, it does not.
	 */
	private static void loseSessions(TestDatabase database, StringBuilder story) {
		int lost = database.jdbc()
			.sql("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
					+ " WHERE datname = current_database() AND pid <> pg_backend_pid()")
			.query(Integer.class)
			.single();
		story.append("-- terminated ").append(lost).append(" sessions\n");
	}

	private DeployProcess process() {
		while (this.spares.size() < 2) {
			this.spares.add(DeployProcess.start(this.undisturbed.database()));
		}
		return this.spares.remove().awaitReady();
	}

	@Override
	public void close() {
		this.spares.forEach(DeployProcess::close);
		this.undisturbed.close();
	}

}
