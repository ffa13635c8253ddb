package io.migrator.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.migrator.run.MigratorEvent.BackfillStateChanged;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.test.BackfillTable;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a backfill held, in applications that run when it is completed.
 */
@ExtendWith(OutputCaptureExtension.class)
class BackfillReleaseTests {

	private final TestDatabase database = TestDatabase.create();

	private final BackfillTable backfills = new BackfillTable(this.database.jdbc());

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void isAppliedWithoutARestart() {
		try (ConfigurableApplicationContext context = start("requires-backfill")) {
			context.getBean(BackfillRelease.class).onEvent(changed("running"));
			complete(context);
			context.getBean(BackfillRelease.class).onEvent(changed("completed"));
			within(20, () -> assertThat(this.applied()).contains("20260110000000_contract"));
			within(20, () -> assertThat(threads()).isEmpty());
			assertThat(context.getBean(Application.class).deploys).hasSizeBetween(2, 3);
		}
	}

	@Test
	void failureIsLoggedAndTheApplicationGoesOn(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("requires-backfill-broken")) {
			complete(context);
			within(20, () -> assertThat(output).contains("the application goes on without it", "division by zero"));
			within(20, () -> assertThat(threads()).isEmpty());
			assertThat(context.isRunning()).isTrue();
			complete(context);
			within(20,
					() -> assertThat(this.database.jdbc()
						.sql("SELECT attempts FROM migrator.migration_history WHERE id = '20260110000000_boom'")
						.query(Integer.class)
						.single()).isEqualTo(2));
		}
	}

	@Test
	void whatIsCompletedBeforeTheApplicationIsReadyIsAppliedThen() {
		start("requires-backfill").close();
		this.backfills.put("owners", "running", null);
		try (ConfigurableApplicationContext context = start("requires-backfill", "--complete-early=true")) {
			assertThat(context.getBean(MigratorInitializer.class).result().held()).hasSize(1);
			within(20, () -> assertThat(this.applied()).contains("20260110000000_contract"));
		}
	}

	@Test
	void staysHeldIfItIsNotToBeReleasedOrThisApplicationDoesNotMigrate() throws Exception {
		start("requires-backfill").close();
		try (ConfigurableApplicationContext silent = start("requires-backfill", "--migrator.backfills.release=false");
				ConfigurableApplicationContext verifying = start("requires-backfill", "--migrator.startup=verify")) {
			complete(silent);
			complete(verifying);
			assertThat(threads()).isEmpty();
			assertThat(this.applied()).doesNotContain("20260110000000_contract");
		}
	}

	@Test
	void stopsWithTheContext() {
		BackfillRelease release;
		try (ConfigurableApplicationContext context = start("requires-backfill")) {
			release = context.getBean(BackfillRelease.class);
			assertThat(release.isRunning()).isTrue();
		}
		assertThat(release.isRunning()).isFalse();
		release.onEvent(changed("completed"));
		assertThat(threads()).isEmpty();
	}

	private void complete(ConfigurableApplicationContext context) {
		this.backfills.put("owners", "completed", null);
		context.getBean(BackfillRelease.class).onEvent(changed("completed"));
	}

	private static BackfillStateChanged changed(String state) {
		return new BackfillStateChanged("owners", state, null, 2);
	}

	private List<String> applied() {
		return this.database.jdbc()
			.sql("SELECT id FROM migrator.migration_history WHERE state = 'applied'")
			.query(String.class)
			.list();
	}

	private static Stream<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("migrator-release") && thread.isAlive());
	}

	private static void within(int seconds, org.awaitility.core.ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(seconds)).untilAsserted(assertion);
	}

	private ConfigurableApplicationContext start(String location, String... args) {
		List<String> all = new ArrayList<>(List.of(args));
		all.addAll(List.of("--spring.datasource.url=" + this.database.url(), "--spring.datasource.username=postgres",
				"--migrator.locations=classpath:db/migrations,classpath:cases/" + location));
		return new SpringApplicationBuilder(Application.class)
			.initializers((context) -> context.getBeanFactory().registerSingleton("backfillTable", this.backfills))
			.web(WebApplicationType.NONE)
			.run(all.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class })
	static class Application {

		private final List<DeployFinished> deploys = new CopyOnWriteArrayList<>();

		@Autowired
		private BackfillTable backfills;

		@Autowired
		private BackfillRelease release;

		@EventListener
		void deployed(DeployFinished event) {
			this.deploys.add(event);
		}

		/** As workers do that were started while the start waited. */
		@EventListener
		void started(ApplicationStartedEvent event) {
			if (event.getApplicationContext().getEnvironment().getProperty("complete-early", Boolean.class, false)) {
				this.backfills.put("owners", "completed", null);
				this.release.onEvent(changed("completed"));
			}
		}

	}

}
