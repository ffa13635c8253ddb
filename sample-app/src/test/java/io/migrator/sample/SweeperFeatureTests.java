package io.migrator.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two replicas serve while the status of coverages comes into being: the sweeper stays
 * off on both until every coverage has one, and comes on on both.
 */
class SweeperFeatureTests {

	private static final int COVERAGES = 20_000;

	private static final String[] SLOWLY = { "--migrator.backfills.max-batch-size=20", "--migrator.backfills.lease=2s",
			"--migrator.backfills.poll=200ms", "--migrator.backfills.parallel=1",
			"--management.endpoint.backfills.access=unrestricted", "--sample.sweeper.interval=200ms" };

	private final TestDatabase database = TestDatabase.create();

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void comesOnOnBothReplicasWithinASecondOfTheBackfillsCompletion() {
		before();
		try (SampleProcess first = SampleProcess.fromClasses(this.database, SLOWLY);
				SampleProcess second = SampleProcess.fromClasses(this.database, SLOWLY)) {
			Replica one = new Replica(first.awaitPort());
			Replica other = new Replica(second.awaitPort());
			awaitTheMiddle();
			one.backfill("pause");
			one.isOff();
			other.isOff();
			assertThat(filled()).as("in the middle").isLessThan(COVERAGES);
			other.backfill("resume");

			Instant seen = whenOn(List.of(one, other));
			assertThat(filled()).isEqualTo(COVERAGES);
			within(seen);
			assertThat(one.openedAt()).isEqualTo(other.openedAt());
			await().atMost(Duration.ofSeconds(30)).until(() -> one.sweeps() > 0 && other.sweeps() > 0);
			assertThat(first.output()).contains("Feature sweeper is open");
			assertThat(one.gauge()).isEqualTo(1);
			assertThat(other.gauge()).isEqualTo(1);
			assertThat(this.database.jdbc()
				.sql("SELECT count(*) FROM migrator.audit_log WHERE action = 'feature opened'")
				.query(Integer.class)
				.single()).isEqualTo(1);

			assertThat(command("feature", "close", "sweeper", "--reason", "too slow"))
				.startsWith("sweeper is closed on every replica within a second");
			await().atMost(Duration.ofSeconds(10)).until(() -> !one.on() && !other.on());
			assertThat(command("feature", "list")).contains("closed  sweeper", "forced closed by", ": too slow");
			assertThat(command("feature", "auto", "sweeper")).isEqualTo("sweeper is open.\n");
			await().atMost(Duration.ofSeconds(10)).until(() -> one.on() && other.on());
		}
	}

	@Test
	void comesOnOnTheOtherWhenOneIsKilledInTheMiddle() {
		before();
		try (SampleProcess second = SampleProcess.fromClasses(this.database, SLOWLY)) {
			Replica other;
			try (SampleProcess first = SampleProcess.fromClasses(this.database, SLOWLY)) {
				new Replica(first.awaitPort()).isOff();
				other = new Replica(second.awaitPort());
				awaitTheMiddle();
			}
			other.backfill("pause");
			other.isOff();
			assertThat(filled()).as("in the middle").isLessThan(COVERAGES);
			other.backfill("resume");
			Instant seen = whenOn(List.of(other));
			assertThat(filled()).isEqualTo(COVERAGES);
			within(seen);
			await().atMost(Duration.ofSeconds(30)).until(() -> other.sweeps() > 0);
		}
	}

	private String command(String... words) {
		String[] arguments = Stream.concat(Stream.of("migrator"), Stream.of(words)).toArray(String[]::new);
		try (SampleProcess process = SampleProcess.fromClasses(this.database, arguments)) {
			return process.awaitExit(0);
		}
	}

	/** A database of before there was a collection status, with many coverages. */
	private void before() {
		SampleMigrations.until(this.database, SampleMigrations.EVERYWHERE.get(0)).migrator("production").deploy();
		this.database.jdbc().sql("""
				WITH portfolio AS (INSERT INTO portfolios (name) VALUES ('Old') RETURNING id),
				wallet AS (INSERT INTO wallets (portfolio_id, name, currency) SELECT id, 'Old', 'EUR' FROM portfolio
				    RETURNING id),
				deal AS (INSERT INTO deals (portfolio_id, reference, currency, funding_target)
				    SELECT id, 'OLD-1', 'EUR', 1000000 FROM portfolio RETURNING id)
				INSERT INTO funding_coverages (deal_id, wallet_id, amount, created_at)
				SELECT deal.id, wallet.id, 1, '2025-06-01Z' FROM deal, wallet, generate_series(1, ?) i
				""").param(COVERAGES).update();
	}

	private void awaitTheMiddle() {
		await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(() -> filled() > 0);
	}

	private int filled() {
		return this.database.jdbc()
			.sql("SELECT count(*) FROM funding_coverages WHERE collection_status IS NOT NULL")
			.query(Integer.class)
			.single();
	}

	private Instant completedAt() {
		return this.database.jdbc()
			.sql("SELECT completed_at FROM migrator.backfill WHERE name = 'collection_status'")
			.query((row, number) -> row.getTimestamp(1).toInstant())
			.single();
	}

	/** Within a second, and what it takes to ask two busy processes. */
	private void within(Instant seen) {
		assertThat(Duration.between(completedAt(), seen)).as("after the backfill's completion")
			.isLessThan(Duration.ofMillis(1500));
	}

	private static Instant whenOn(List<Replica> replicas) {
		await().atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofMillis(10))
			.until(() -> replicas.stream().allMatch(Replica::on));
		return Instant.now();
	}

	/**
	 * What one replica says over HTTP.
	 *
	 * @param port where it serves
	 */
	private record Replica(int port) {

		void isOff() {
			ResponseEntity<String> answer = ask("/sweeper");
			assertThat(answer.getStatusCode().value()).isEqualTo(503);
			assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
			assertThat(JsonPath.<String>read(answer.getBody(), "$.detail"))
				.isEqualTo("Feature sweeper is closed for now");
			assertThat(JsonPath.<Boolean>read(feature(), "$.open")).isFalse();
		}

		void backfill(String operation) {
			ResponseEntity<Void> answer = RestClient.create("http://localhost:" + this.port)
				.post()
				.uri("/actuator/backfills/collection_status")
				.contentType(MediaType.APPLICATION_JSON)
				.body("{ \"operation\": \"" + operation + "\" }")
				.retrieve()
				.toBodilessEntity();
			assertThat(answer.getStatusCode().is2xxSuccessful()).isTrue();
		}

		boolean on() {
			return ask("/sweeper").getStatusCode().is2xxSuccessful();
		}

		int sweeps() {
			return JsonPath.read(ask("/sweeper").getBody(), "$.sweeps");
		}

		String openedAt() {
			return JsonPath.read(feature(), "$.openedAt");
		}

		double gauge() {
			return JsonPath.read(Http.get(this.port, "/actuator/metrics/migrator.feature.open?tag=feature:sweeper"),
					"$.measurements[0].value");
		}

		private String feature() {
			return Http.get(this.port, "/actuator/features/sweeper");
		}

		private ResponseEntity<String> ask(String path) {
			return RestClient.create("http://localhost:" + this.port)
				.get()
				.uri(path)
				.retrieve()
				.onStatus((status) -> true, (request, response) -> {
				})
				.toEntity(String.class);
		}

	}

}
