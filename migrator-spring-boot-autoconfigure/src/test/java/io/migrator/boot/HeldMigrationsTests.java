package io.migrator.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.migrator.error.ExitCodes;
import io.migrator.run.HeldException;
import io.migrator.test.BackfillTable;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.ExitCodeEvent;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Starts of applications that have migrations which wait for a backfill.
 */
@ExtendWith(OutputCaptureExtension.class)
class HeldMigrationsTests {

	private static final String CONTRACT = "20260110000000_contract";

	private final TestDatabase database = TestDatabase.create();

	private final BackfillTable backfills = new BackfillTable(this.database.jdbc());

	private final Workers workers = new Workers();

	private ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class));

	@BeforeEach
	void connect() {
		this.runner = this.runner.withPropertyValues("spring.datasource.url=" + this.database.url(),
				"spring.datasource.username=postgres",
				"spring.datasource.type=" + SimpleDriverDataSource.class.getName(), "migrator.wait-timeout=20s",
				"migrator.locations=classpath:db/migrations,classpath:cases/requires-backfill");
	}

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void startsWithoutThemAndSaysWhatToDo(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(MigratorInitializer.class).result().held()).containsExactly(CONTRACT);
			assertThat(output).contains("Starting without a migration that is held",
					CONTRACT + ": requires backfill owners, which has not begun", "is applied without a restart");
		});
		this.backfills.put("owners", "failed", "division by zero");
		this.runner.withPropertyValues("migrator.backfills.release=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("which has failed (division by zero): mend the cause",
					"The next deploy applies them then");
		});
	}

	@Test
	void failsTheStartIfToldTo() {
		this.runner.withPropertyValues("migrator.held=fail").run((context) -> {
			Throwable failure = context.getStartupFailure();
			assertThat(failure).rootCause()
				.isInstanceOfSatisfying(HeldException.class, (ex) -> assertThat(ex.held()).containsExactly(CONTRACT));
			assertThat(new MigratorFailureAnalyzer().analyze(failure)).satisfies((analysis) -> {
				assertThat(analysis.getDescription()).contains(CONTRACT + ": requires backfill owners",
						"what is not held is applied: 20260101000000_create_wallets");
				assertThat(analysis.getAction()).contains("migrator.held=continue");
			});
		});
		this.backfills.put("owners", "completed", null);
		this.runner.withPropertyValues("migrator.held=fail").run((context) -> assertThat(isContracted()).isTrue());
	}

	@Test
	void tellsBootTheExitCode() {
		List<Integer> codes = new ArrayList<>();
		ApplicationListener<ExitCodeEvent> listener = (event) -> codes.add(event.getExitCode());
		SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.listeners(listener);
		assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> application.run("--spring.datasource.url=" + this.database.url(),
					"--spring.datasource.username=postgres", "--migrator.held=fail",
					"--migrator.locations=classpath:db/migrations,classpath:cases/requires-backfill"));
		assertThat(codes).containsExactly(ExitCodes.HELD);
	}

	@Test
	void waitsForTheWorkersOfThisProcess() {
		this.runner.withPropertyValues("migrator.held=wait")
			.withBean(EarlyWorkers.class, () -> this.workers)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(MigratorInitializer.class).result()).satisfies((result) -> {
					assertThat(result.applied()).hasSize(3).contains(CONTRACT);
					assertThat(result.held()).isEmpty();
				});
				assertThat(isContracted()).isTrue();
				assertThat(this.workers.stops).hasValue(0);
			});
	}

	@Test
	void waitsForAnotherProcess(CapturedOutput output) {
		CompletableFuture.runAsync(this::complete, CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS));
		this.runner.withPropertyValues("migrator.held=wait")
			.withBean(EarlyWorkers.class, NotYetReady::new)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(isContracted()).isTrue();
				assertThat(output).contains("cannot be worked on before it is ready: beans are in creation");
			});
	}

	@Test
	void givesUpWaitingAndStopsTheWorkersAgain() {
		this.workers.lame = true;
		this.runner.withPropertyValues("migrator.held=wait", "migrator.wait-timeout=200ms")
			.withBean(EarlyWorkers.class, () -> this.workers)
			.run((context) -> {
				assertThat(context).getFailure().rootCause().isInstanceOf(HeldException.class);
				assertThat(this.workers.stops).hasValue(1);
			});
	}

	@Test
	void doesNotStartWithoutThemOnADatabaseThatIsNew(CapturedOutput output) {
		this.runner.withBean(EarlyWorkers.class, () -> this.workers).run((context) -> {
			assertThat(isContracted()).isTrue();
			assertThat(output).doesNotContain("Starting without");
		});
	}

	@Test
	void startsWithoutThemOnANewDatabaseIfItTakesTooLong(CapturedOutput output) {
		this.workers.lame = true;
		this.runner.withPropertyValues("migrator.wait-timeout=200ms")
			.withBean(EarlyWorkers.class, () -> this.workers)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("Starting without a migration that is held");
			});
	}

	@Test
	void doesNotWaitOnANewDatabaseIfNobodyWorksHere() {
		this.workers.idle = true;
		this.runner.withBean(EarlyWorkers.class, () -> this.workers).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(MigratorInitializer.class).result().held()).containsExactly(CONTRACT);
		});
	}

	@Test
	void doesNotKeepWhoUsesTheDatabaseAlreadyWaiting() {
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withBean(EarlyWorkers.class, () -> this.workers).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.workers.starts).hasValue(0);
			assertThat(isContracted()).isFalse();
		});
	}

	@Test
	void appliesToProcessesThatDoNotMigrateAsWell(CapturedOutput output) {
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		ApplicationContextRunner verifying = this.runner.withPropertyValues("migrator.startup=verify");
		verifying.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("The next deploy applies them then");
		verifying.withPropertyValues("migrator.held=fail")
			.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(HeldException.class));
		CompletableFuture.runAsync(() -> {
			complete();
			this.runner.run((context) -> assertThat(isContracted()).isTrue());
		}, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
		this.runner.withPropertyValues("migrator.startup=wait", "migrator.held=wait").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(isContracted()).isTrue();
		});
	}

	@Test
	void whatIsReleasedAndNotAppliedYetKeepsNobodyFromStartingWhoCouldStartBefore(CapturedOutput output) {
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		complete();
		for (String startup : List.of("verify", "wait")) {
			ApplicationContextRunner starting = this.runner.withPropertyValues("migrator.startup=" + startup);
			starting.run((context) -> assertThat(context).hasNotFailed());
			starting.withPropertyValues("migrator.held=fail")
				.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(HeldException.class));
		}
		assertThat(isContracted()).isFalse();
		assertThat(output).contains(CONTRACT + ": nothing holds it any more; a deploy applies it");
	}

	private void complete() {
		this.backfills.put("owners", "completed", null);
	}

	private boolean isContracted() {
		return this.database.jdbc().sql("""
				SELECT EXISTS (SELECT FROM information_schema.columns
				    WHERE table_name = 'wallets' AND column_name = 'contracted')
				""").query(Boolean.class).single();
	}

	/**
	 * Completes the backfill a moment after it was told to start.
	 */
	private final class Workers implements EarlyWorkers {

		private final AtomicInteger starts = new AtomicInteger();

		private final AtomicInteger stops = new AtomicInteger();

		private boolean lame;

		private boolean idle;

		@Override
		public boolean isRunning() {
			return this.starts.get() > 0 && !this.idle;
		}

		@Override
		public void start() {
			this.starts.incrementAndGet();
			if (!this.lame) {
				CompletableFuture.runAsync(HeldMigrationsTests.this::complete,
						CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
			}
		}

		@Override
		public void stop() {
			this.stops.incrementAndGet();
		}

		@Override
		public boolean worksOn(String backfill) {
			return backfill.equals("owners");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class })
	static class Application {

	}

	private static final class NotYetReady implements EarlyWorkers {

		@Override
		public boolean isRunning() {
			return false;
		}

		@Override
		public void start() {
			throw new IllegalStateException("beans are in creation");
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean worksOn(String backfill) {
			return false;
		}

	}

}
