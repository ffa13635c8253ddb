package io.migrator.backfill.work;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

import io.migrator.run.MigratorEvent.BackfillStarted;
import io.migrator.run.MigratorEvent.Warning;
import io.migrator.test.CountingProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When backfills begin, and what it costs to see that there is nothing to begin.
 */
class BackfillOrderTests {

	private static final String UPDATE = "UPDATE wallets SET n = n + 1";

	private final Backfilling it = new Backfilling();

	@AfterEach
	void close() {
		this.it.close();
	}

	@Test
	void waitsForItsMigrationAndRemembersIt() {
		this.it.migration("20260101000000_wallets", "SELECT 1")
			.migration("20260101000001_more", "SELECT 1")
			.wallets(10)
			.backfill("b", "-- migrator: after=20260101000000_wallets, 20260101000001_more\n" + UPDATE);
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.of("b", "state")).isEqualTo("(none)");
		assertThat(this.it.events(Warning.class)).isEmpty();
		this.it.deploy();
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.of("b", "after_migrations")).isEqualTo("{20260101000000_wallets,20260101000001_more}");
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(10);
	}

	@Test
	void namesAMigrationThatThereIsNotOnce() {
		this.it.migration("20260101000000_wallets", "SELECT 1")
			.wallets(10)
			.backfill("b", "-- migrator: after=20260101000000_walets\n" + UPDATE);
		this.it.deploy();
		BackfillWorkers replica = this.it.replica();
		replica.start();
		Backfilling.until(() -> !this.it.events(Warning.class).isEmpty());
		assertThat(replica.run((name) -> true)).isFalse();
		assertThat(this.it.events(Warning.class)).extracting(Warning::message)
			.containsOnly("Backfill b is not run: it is to come after the migration 20260101000000_walets, which there"
					+ " is not");
		assertThat(this.it.of("b", "state")).isEqualTo("(none)");
	}

	@Test
	void comesAfterTheBackfillsThatItDependsOn() {
		this.it.wallets(100)
			.sql("CREATE TABLE copies (id bigint PRIMARY KEY, a int)")
			.backfill("a",
					"-- migrator: depends-on=z\nINSERT INTO copies SELECT id, n FROM wallets ON CONFLICT DO NOTHING")
			.backfill("z", UPDATE);
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.events(BackfillStarted.class)).extracting(BackfillStarted::name).containsExactly("z", "a");
		assertThat(this.it.count("SELECT count(*) FROM copies WHERE a = 1")).isEqualTo(100);
	}

	@Test
	void doesNotGoOnWithoutABackfillThatIsStuck() {
		this.it.wallets(10)
			.backfill("a", "-- migrator: depends-on=z\n" + UPDATE)
			.backfill("z", "UPDATE wallets SET n = 1 / 0");
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.of("a", "state")).isEqualTo("(none)");
		assertThat(this.it.of("z", "state")).isEqualTo("incomplete");
	}

	@Test
	void leavesBackfillsOfOtherEnvironmentsAlone() {
		this.it.wallets(10)
			.backfill("b", "-- migrator: environments=!test\n" + UPDATE)
			.backfill("c", "-- migrator: environments=test\n" + UPDATE);
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.of("b", "state")).isEqualTo("(none)");
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(10);
	}

	@Test
	void waitsForItsWindowUnlessAnOperatorSaysOtherwise() {
		LocalTime now = LocalTime.now(ZoneOffset.UTC);
		String window = now.plusHours(2).withSecond(0).withNano(0) + "-" + now.plusHours(3).withSecond(0).withNano(0);
		this.it.wallets(10).tables().backfill("b", "-- migrator: window=" + window + "\n" + UPDATE);
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.of("b", "state")).isEqualTo("(none)");
		String checksum = this.it.site(this.it.database().dataSource()).definitions().get().get(0).checksum();
		this.it.jdbc().sql("""
				INSERT INTO migrator.backfill (stream, name, source, checksum, state, ignores_window, started_at)
				VALUES ('default', 'b', 'b.sql', ?, 'running', true, now())""").param(checksum).update();
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(10);
	}

	@Test
	void doesNotMixTwoVersionsOfABackfill() {
		this.it.settings(Backfilling.settings(1, 1, Duration.ofSeconds(10)))
			.wallets(2_000)
			.backfill("b", "-- migrator: batch=10\nUPDATE wallets SET n = n + 1 WHERE pg_sleep(0.001) IS NOT NULL");
		BackfillWorkers old = this.it.replica();
		old.start();
		Backfilling.until(() -> this.it.count("SELECT sum(batches) FROM migrator.backfill_range") > 5);
		old.stop(Duration.ofSeconds(5));
		this.it.backfill("b", "UPDATE wallets SET n = n + 100");
		BackfillWorkers changed = this.it.replica();
		changed.start();
		Backfilling.until(() -> !this.it.events(Warning.class).isEmpty());
		assertThat(changed.run((name) -> true)).isFalse();
		assertThat(this.it.events(Warning.class)).allSatisfy((warning) -> assertThat(warning.message())
			.contains("b.sql was changed since it was begun: start it anew, or put the file back as it was"));
		assertThat(this.it.count("SELECT max(n) FROM wallets")).isEqualTo(1);
		changed.stop(Duration.ofSeconds(5));
		this.it.backfill("b",
				"-- migrator: batch=1000\nUPDATE wallets SET n = n + 1 WHERE pg_sleep(0.001) IS NOT NULL");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(2_000);
	}

	@Test
	void beginsAnewByItselfWhenWhatNeverBeganWasMended() {
		this.it.wallets(10).backfill("b", "UPDATE walets SET n = n + 1");
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.of("b", "state")).isEqualTo("failed");
		assertThat(this.it.run()).isFalse();
		this.it.backfill("b", UPDATE);
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.of("b", "state || ' ' || coalesce(error, 'well')")).isEqualTo("completed well");
	}

	@Test
	void asksTheDatabaseForNothingWithoutBackfills() throws SQLException {
		try (CountingProxy proxy = new CountingProxy(this.it.database().dataSource().getPortNumbers()[0])) {
			BackfillWorkers replica = this.it.replica(proxy.through(this.it.database().dataSource()));
			replica.start();
			assertThat(replica.run((name) -> true)).isTrue();
			assertThat(proxy.connections()).isZero();
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("migrator-backfill"));
		}
	}

	@Test
	void asksOneCheapQuestionFromTimeToTimeWhenAllIsDone() {
		this.it.wallets(10).backfill("b", UPDATE);
		assertThat(this.it.run()).isTrue();
		try (CountingProxy proxy = new CountingProxy(this.it.database().dataSource().getPortNumbers()[0])) {
			BackfillWorkers replica = this.it.replica(proxy.through(this.it.database().dataSource()));
			replica.start();
			Backfilling.until(() -> proxy.connections() > 10);
			replica.stop(Duration.ofSeconds(1));
			List<String> asked = proxy.requests();
			assertThat(asked).filteredOn((request) -> !request.contains("SELECT f.now"))
				.allSatisfy((request) -> assertThat(request).contains("SET "));
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("migrator-backfill"));
		}
	}

	@Test
	void worksAgainAfterItWasStopped() {
		this.it.wallets(10);
		this.it.backfill("b", UPDATE);
		BackfillWorkers replica = this.it.replica();
		replica.start();
		replica.start();
		Backfilling.until(() -> this.it.of("b", "state").equals("completed"));
		replica.stop(Duration.ofSeconds(1));
		this.it.backfill("c", UPDATE);
		replica.start();
		Backfilling.until(() -> this.it.of("c", "state").equals("completed"));
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 2")).isEqualTo(10);
	}

}
