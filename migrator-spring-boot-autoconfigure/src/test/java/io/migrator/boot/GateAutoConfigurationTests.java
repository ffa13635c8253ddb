package io.migrator.boot;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.migrator.Migrator;
import io.migrator.gate.MigrationGate;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.FeatureClosed;
import io.migrator.run.MigratorEvent.FeatureOpened;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class GateAutoConfigurationTests {

	private static final String SEEDED = "migrator.features.demo.requires=migration:20260102000000_seed_wallets";

	private final Set<Thread> before = watches().collect(Collectors.toSet());

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
				BackfillAutoConfiguration.class, GateAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres");

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void featuresOfPropertiesOpenAndCloseAndTellSo(CapturedOutput output) {
		this.runner.withPropertyValues(SEEDED).withUserConfiguration(Hearing.class).run((context) -> {
			MigrationGate gate = context.getBean(MigrationGate.class);
			soon(() -> gate.isOpen("demo"));
			Hearing hearing = context.getBean(Hearing.class);
			soon(() -> hearing.events.size() == 1);
			assertThat(hearing.events).first().isInstanceOf(FeatureOpened.class);
			assertThat(output).contains("Feature demo is open since ");
			context.getBean(Migrator.class).rollback(1);
			soon(() -> !gate.isOpen("demo"));
			soon(() -> hearing.events.size() == 2);
			assertThat(hearing.events).last().isInstanceOf(FeatureClosed.class);
			assertThat(output).contains("WARN")
				.contains("Feature demo is closed again: migration:20260102000000_seed_wallets: rolled back");
		});
	}

	@Test
	void nobodyLooksAsLongAsNobodyAsks() {
		this.runner.run((context) -> {
			assertThat(threads()).isEmpty();
			MigrationGate gate = context.getBean(MigrationGate.class);
			assertThat(gate.features()).isEmpty();
			soon(() -> gate.isOpen("migration:20260101000000_create_wallets"));
			assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);
		});
		soon(() -> threads().isEmpty());
	}

	@Test
	void looksAlsoWhereBeansAreLazyAndTakesNoConnectionOfThePool() {
		this.runner
			.withPropertyValues(SEEDED, "spring.main.lazy-initialization=true",
					"spring.datasource.hikari.maximum-pool-size=1")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				MigrationGate gate = context.getBean(MigrationGate.class);
				soon(() -> gate.isOpen("demo"));
				assertThat(context.getBean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections())
					.isZero();
			});
	}

	@Test
	void whatDoesNotExistFailsTheStartAndNamesTheProperty() {
		this.runner.withPropertyValues("migrator.features.demo.requires=migration:20260102000000_seed_walets")
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(new MigratorFailureAnalyzer().analyze(context.getStartupFailure())).isNotNull()
					.satisfies((analysis) -> assertThat(analysis.getDescription())
						.contains("migrator.features.demo.requires[0] is migration:20260102000000_seed_walets"))
					.satisfies((analysis) -> assertThat(analysis.getAction())
						.contains("Did you mean migration:20260102000000_seed_wallets?"));
			});
		this.runner
			.withPropertyValues("migrator.features.demo.requires=backfill:wallet_labl",
					"migrator.backfills.locations=classpath:cases/backfills/labels", "migrator.backfills.worker=false",
					"migrator.locations=classpath:db/migrations,classpath:cases/backfills/migrations")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Did you mean backfill:wallet_label?"));
		this.runner.withPropertyValues("migrator.features.demo.requires=check:balance")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("there is no check balance"));
		soon(() -> threads().isEmpty());
	}

	@Test
	void leavesAMigratorOfTheApplicationsOwnToIt() {
		this.runner.withUserConfiguration(DriftAutoConfigurationTests.OwnMigrator.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationGate.class));
	}

	/** Those of this test. */
	private List<Thread> threads() {
		return watches().filter((thread) -> !this.before.contains(thread)).toList();
	}

	private static Stream<Thread> watches() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("migrator-gate"));
	}

	private static void soon(Callable<Boolean> condition) {
		await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

	@Configuration(proxyBeanMethods = false)
	static class Hearing {

		private final List<MigratorEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void opened(FeatureOpened event) {
			this.events.add(event);
		}

		@EventListener
		void closed(FeatureClosed event) {
			this.events.add(event);
		}

	}

}
