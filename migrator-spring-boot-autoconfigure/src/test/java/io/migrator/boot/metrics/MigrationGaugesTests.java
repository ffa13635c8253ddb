package io.migrator.boot.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.migrator.Migrator;
import io.migrator.boot.MigratorAutoConfiguration;
import io.migrator.plan.MigrationState;
import io.migrator.run.DeployResult;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a running application tells of its migrations.
 */
class MigrationGaugesTests {

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
				MigratorMetricsAutoConfiguration.class, MigrationGaugesAutoConfiguration.class))
		.withBean(SimpleMeterRegistry.class)
		.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres",
				"spring.datasource.hikari.connection-timeout=250");

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void tellsHowManyMigrationsStandWhereAndWhenTheLastWasApplied() {
		Instant before = Instant.now();
		this.runner.run((context) -> {
			assertCount(context, "applied", 2);
			assertCount(context, "pending", 0);
			assertCount(context, "failed", 0);
			assertThat(context.getBean(MeterRegistry.class).get("migrator.plan.problems").gauge().value()).isZero();
			double last = context.getBean(MeterRegistry.class)
				.get("migrator.migrations.last.success")
				.timeGauge()
				.value(TimeUnit.SECONDS);
			assertThat(Instant.ofEpochMilli((long) (last * 1_000))).isBetween(before.minusSeconds(1),
					Instant.now().plusSeconds(1));
		});
	}

	@Test
	void isTheSameOnAReplicaThatAppliedNothing() {
		this.runner.run((context) -> assertCount(context, "applied", 2));
		this.runner.withPropertyValues("migrator.startup=verify").run((context) -> {
			assertCount(context, "applied", 2);
			assertThat(context.getBean(MeterRegistry.class).get("migrator.migrations.applied").functionTimer().count())
				.isZero();
		});
	}

	@Test
	void countsWhatWaitsAsHeldButNotWhatIsForOtherEnvironments() {
		this.runner
			.withPropertyValues("migrator.locations=classpath:db/migrations,classpath:cases/held,"
					+ "classpath:cases/other-environment")
			.run((context) -> {
				assertThat(context.getBean(Migrator.class).plan().summary()).containsEntry(MigrationState.HELD, 2);
				assertCount(context, "held", 1);
			});
	}

	@Test
	void isReadAnewAfterADeployOfThisProcess() {
		this.runner.withPropertyValues("migrator.startup=none").run((context) -> {
			assertCount(context, "pending", 2);
			DeployResult result = context.getBean(Migrator.class).deploy();
			assertThat(result.applied()).hasSize(2);
			assertCount(context, "applied", 2);
			context.getBean(Migrator.class).rollback(1);
			assertCount(context, "rolled_back", 1);
		});
	}

	@Test
	void holdsNoScrapeUpWhenTheDatabaseIsAway() {
		this.runner.withPropertyValues("migrator.startup=none").run((context) -> {
			this.database.close();
			long start = System.nanoTime();
			for (int scrape = 0; scrape < 20; scrape++) {
				assertThat(gauge(context, "pending")).isNaN();
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		});
	}

	/** An answer may take longer than a scrape waits for it. */
	private static void assertCount(ApplicationContext context, String state, int count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(gauge(context, state)).isEqualTo(count));
	}

	private static double gauge(ApplicationContext context, String state) {
		return context.getBean(MeterRegistry.class).get("migrator.migrations").tag("state", state).gauge().value();
	}

}
