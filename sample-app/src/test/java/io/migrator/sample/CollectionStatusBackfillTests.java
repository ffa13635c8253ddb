package io.migrator.sample;

import java.time.Duration;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import io.migrator.Migrator;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database of before there was a collection status, with many coverages.
 */
class CollectionStatusBackfillTests {

	private static final int COVERAGES = 30_000;

	private static final String BACKFILL = "/actuator/backfills/collection_status";

	private static final String CHECK = "/actuator/checks/collection_status_counts";

	private static final String[] SLOWLY = { "--migrator.backfills.max-batch-size=50", "--migrator.backfills.lease=2s",
			"--migrator.backfills.poll=500ms" };

	@Test
	void survivesARestartInTheMiddleAndTheLastMigrationWaitsForIt() {
		try (TestDatabase database = TestDatabase.create()) {
			before(database);
			long done;
			try (SampleProcess first = SampleProcess.fromClasses(database, SLOWLY)) {
				int port = first.awaitPort();
				done = awaitProgress(port);
				assertThat(state(port, SampleMigrations.HELD)).isEqualTo("held");
				assertThat(JsonPath.<String>read(Http.get(port, CHECK), "$.state")).isEqualTo("waiting");
				assertThat(JsonPath.<String>read(Http.get(port, CHECK), "$.reason"))
					.isEqualTo("backfill collection_status is not completed");
			}
			assertThat(done).isBetween(1L, COVERAGES - 1L);
			assertThat(open(database)).isPositive();

			try (SampleProcess second = SampleProcess.fromClasses(database, SLOWLY)) {
				int port = second.awaitPort();
				SampleMigrations.awaitAll(port);
				String backfill = Http.get(port, BACKFILL);
				assertThat(JsonPath.<String>read(backfill, "$.state")).isEqualTo("completed");
				assertThat(JsonPath.<Integer>read(backfill, "$.progress.rowsDone")).isEqualTo(COVERAGES);
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.untilAsserted(() -> assertThat(JsonPath.<String>read(Http.get(port, CHECK), "$.state"))
						.isEqualTo("passed"));
			}
			assertThat(open(database)).isZero();
			assertThat(statuses(database)).containsExactly("collected 10000", "pending 20000");
			assertThat(isRequired(database)).isTrue();
		}
	}

	private static void before(TestDatabase database) {
		MigrationSource source = MigrationSource.of("classpath:db/migrations");
		new Migrator(database.dataSource(),
				() -> source.load()
					.freed((migration) -> migration.id().value().equals(SampleMigrations.EVERYWHERE.get(0))),
				MigratorSettings.defaults(), List.of())
			.deploy();
		database.jdbc().sql("""
				WITH portfolio AS (INSERT INTO portfolios (name) VALUES ('Old') RETURNING id),
				wallet AS (INSERT INTO wallets (portfolio_id, name, currency) SELECT id, 'Old', 'EUR' FROM portfolio
				    RETURNING id),
				deal AS (INSERT INTO deals (portfolio_id, reference, currency, funding_target)
				    SELECT id, 'OLD-1', 'EUR', 1000000 FROM portfolio RETURNING id)
				INSERT INTO funding_coverages (deal_id, wallet_id, amount, created_at)
				SELECT deal.id, wallet.id, 1, CASE WHEN i % 3 = 0 THEN '2025-06-01Z' ELSE '2026-01-02Z' END::timestamptz
				FROM deal, wallet, generate_series(1, ?) i
				""").param(COVERAGES).update();
	}

	private static long awaitProgress(int port) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> JsonPath.<Integer>read(Http.get(port, BACKFILL), "$.progress.rowsDone"), (rows) -> rows > 0);
	}

	private static String state(int port, String id) {
		return JsonPath.read(Http.get(port, "/actuator/migrations/" + id), "$.state");
	}

	private static int open(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT count(*) FROM funding_coverages WHERE collection_status IS NULL")
			.query(Integer.class)
			.single();
	}

	private static List<String> statuses(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT collection_status || ' ' || count(*) FROM funding_coverages GROUP BY collection_status ORDER BY 1")
			.query(String.class)
			.list();
	}

	private static boolean isRequired(TestDatabase database) {
		return database.jdbc().sql("""
				SELECT attnotnull FROM pg_attribute
				WHERE attrelid = 'funding_coverages'::regclass AND attname = 'collection_status'
				""").query(Boolean.class).single();
	}

}
