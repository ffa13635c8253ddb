package io.migrator.boot;

import java.time.Duration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What runs after the start on one of two replicas, and is seen by both.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class AfterStartTakeoverTests {

	private final HeldUpDatabase held = new HeldUpDatabase();

	@AfterEach
	void drop() {
		this.held.close();
	}

	@Test
	void anotherReplicaTakesOverWhenTheSessionOfTheFirstIsKilled(CapturedOutput output) {
		try (ConfigurableApplicationContext first = start("first", "slow-after-start")) {
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.held.waiting() == 1);
			try (ConfigurableApplicationContext second = start("second", "slow-after-start")) {
				assertThat(HeldUpDatabase.get(second, "/actuator/health/readiness").statusCode()).isEqualTo(200);
				Awaitility.await()
					.atMost(Duration.ofSeconds(20))
					.until(() -> output.toString().contains("Another process is at work"));
				assertThat(this.held.jdbc().sql("""
						SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
						WHERE application_name = 'first' AND wait_event_type = 'Lock'
						AND datname = current_database()""").query(Integer.class).single()).isEqualTo(1);
				first.close();
				Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.held.waiting() == 1);
				this.held.letGo();
				Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.held.exists("wallets_owner"));
				assertThat(this.held.jdbc()
					.sql("""
							SELECT applied_by FROM migrator.migration_history WHERE id = '20260104000000_slow_index'""")
					.query(String.class)
					.single()).contains("second");
			}
		}
	}

	@Test
	void howFarAnIndexIsCanBeSeenAtEveryReplicaAndInLogAndMetrics(CapturedOutput output) {
		this.held.jdbc().sql("""
				CREATE FUNCTION slowly(value bigint) RETURNS bigint IMMUTABLE LANGUAGE plpgsql
				    AS $$ BEGIN PERFORM pg_sleep(0.05); RETURN value; END $$""").update();
		try (ConfigurableApplicationContext reader = start("reader", "long-after-start", "--migrator.startup=none");
				ConfigurableApplicationContext builder = start("builder", "long-after-start")) {
			MeterRegistry metrics = builder.getBean(MeterRegistry.class);
			Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
				String seen = HeldUpDatabase.get(reader, "/actuator/migrations/20260105000000_long_index").body();
				assertThat(seen).contains("\"indexBuild\":{", "\"index\":\"wallets_slowly\"",
						"\"table\":\"public.wallets\"", "\"command\":\"CREATE INDEX CONCURRENTLY\"",
						"building index: scanning table");
			});
			assertThat(HeldUpDatabase.get(reader, "/actuator/migrations/20260101000000_create_wallets").body())
				.doesNotContain("indexBuild");
			Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
				Gauge gauge = metrics.find("migrator.index.build.fraction")
					.tags("migration", "20260105000000_long_index", "index", "wallets_slowly")
					.gauge();
				assertThat(gauge).isNotNull();
				assertThat(gauge.value()).isBetween(0.0, 1.0);
			});
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(output)
					.containsPattern("20260105000000_long_index builds an index: about \\d+ % of wallets_slowly"));
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> metrics.find("migrator.index.build.fraction").gauge() == null);
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.until(() -> HeldUpDatabase.get(reader, "/actuator/migrations/20260105000000_long_index")
					.body()
					.contains("\"state\":\"applied\""));
		}
	}

	private ConfigurableApplicationContext start(String name, String location, String... more) {
		String[] arguments = new String[more.length + 3];
		arguments[0] = "--migrator.locations=classpath:db/migrations,classpath:cases/" + location;
		arguments[1] = "--spring.application.name=" + name;
		arguments[2] = "--migrator.startup.async=false";
		System.arraycopy(more, 0, arguments, 3, more.length);
		return this.held.start(BackgroundStartTests.Application.class, arguments);
	}

}
