package io.migrator.boot;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.BackfillThrottle;
import io.migrator.backfill.Backfills;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backfills of applications that run.
 */
@ExtendWith(OutputCaptureExtension.class)
class BackfillAutoConfigurationTests {

	private static final String LABELS = "--migrator.backfills.locations=classpath:cases/backfills/labels";

	private final TestDatabase database = TestDatabase.create();

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void fillsOnceTheApplicationIsReadyAndSaysSo(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(LABELS)) {
			within(20, () -> assertThat(state(context)).isEqualTo(BackfillState.COMPLETED));
			assertThat(unlabelled()).isZero();
			within(5, () -> assertThat(output).contains("Backfill wallet_label begins: ")
				.contains("Backfill wallet_label is completed: 5,002 rows changed"));
			within(5,
					() -> assertThat(context.getBean(Application.class).changes).extracting(BackfillStateChanged::state)
						.contains("completed"));
		}
	}

	@Test
	void goesOnAfterARestartInTheMiddle() {
		String slow = "--migrator.backfills.max-batch-size=10";
		try (ConfigurableApplicationContext context = start(LABELS, slow)) {
			within(20, () -> assertThat(status(context).progress().rowsDone()).isPositive());
		}
		int left = unlabelled();
		assertThat(left).isPositive();
		assertThat(threads()).isEmpty();
		try (ConfigurableApplicationContext context = start(LABELS)) {
			within(20, () -> assertThat(state(context)).isEqualTo(BackfillState.COMPLETED));
			assertThat(status(context).progress().rowsDone()).isEqualTo(5_002);
		}
	}

	@Test
	void lazyInitializationDoesNotSwitchItOff() {
		try (ConfigurableApplicationContext context = start(LABELS, "--spring.main.lazy-initialization=true")) {
			within(20, () -> assertThat(state(context)).isEqualTo(BackfillState.COMPLETED));
		}
	}

	@Test
	void anApplicationThatIsNoWorkerOnlyShowsThem() {
		try (ConfigurableApplicationContext context = start(LABELS, "--migrator.backfills.worker=false")) {
			assertThat(threads()).isEmpty();
			assertThat(state(context)).isEqualTo(BackfillState.WAITING);
			context.getBean(Backfills.class).pause("wallet_label", "not tonight");
			try (ConfigurableApplicationContext worker = start(LABELS)) {
				within(5, () -> assertThat(threads()).isNotEmpty());
				assertThat(state(worker)).isEqualTo(BackfillState.PAUSED);
				context.getBean(Backfills.class).resume("wallet_label", null);
				within(20, () -> assertThat(state(worker)).isEqualTo(BackfillState.COMPLETED));
			}
		}
	}

	@Test
	void anApplicationWithoutBackfillsGetsNoThreadAndNoEngine() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(threads()).isEmpty();
			assertThat(context.getBean(LastBackfills.class).get(Duration.ZERO)).isEmpty();
			assertThat(context.getBeanFactory().containsSingleton("backfillEngine")).isFalse();
		}
	}

	@Test
	void isSwitchedOff() {
		try (ConfigurableApplicationContext context = start(LABELS, "--migrator.backfills.enabled=false")) {
			assertThat(context.getBeanNamesForType(Backfills.class)).isEmpty();
			assertThat(context.getBeanNamesForType(LastBackfills.class)).isEmpty();
			assertThat(threads()).isEmpty();
		}
	}

	@Test
	void whatCannotBeReadIsLoggedAndTheApplicationGoesOn(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(
				"--migrator.backfills.locations=classpath:cases/backfills/unknown-directive")) {
			assertThat(context.isRunning()).isTrue();
			assertThat(output).contains("the application goes on without them", "typo.sql", "afer", "after");
			assertThat(threads()).isEmpty();
		}
	}

	@Test
	void aBeanHoldsThemBackAndItsReasonIsSeen(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(LABELS, "--spring.profiles.active=busy",
				"--migrator.backfills.throttle.interval=100ms")) {
			Busy busy = context.getBean(Busy.class);
			within(20, () -> assertThat(output).contains("Backfill wallet_label holds back: the month is closed"));
			within(5, () -> assertThat(status(context).progress().workers())
				.anySatisfy((worker) -> assertThat(worker.throttle()).isEqualTo("the month is closed")));
			assertThat(unlabelled()).isPositive();
			busy.closing = false;
			within(20, () -> assertThat(state(context)).isEqualTo(BackfillState.COMPLETED));
			assertThat(output).contains("Backfill wallet_label goes on after");
		}
	}

	private ConfigurableApplicationContext start(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.addAll(List.of("--spring.datasource.url=" + this.database.url(), "--spring.datasource.username=postgres",
				"--spring.datasource.hikari.maximum-pool-size=4", "--migrator.backfills.poll=200ms",
				"--migrator.locations=classpath:db/migrations,classpath:cases/backfills/migrations"));
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run(all.toArray(String[]::new));
	}

	private static BackfillState state(ConfigurableApplicationContext context) {
		return status(context).state();
	}

	private static BackfillStatus status(ConfigurableApplicationContext context) {
		return context.getBean(Backfills.class).status("wallet_label");
	}

	private int unlabelled() {
		return this.database.jdbc()
			.sql("SELECT count(*) FROM wallets WHERE label IS NULL")
			.query(Integer.class)
			.single();
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("migrator-backfill"))
			.toList();
	}

	private static void within(int seconds, ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(seconds)).untilAsserted(assertion);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
			BackfillAutoConfiguration.class })
	static class Application {

		private final List<BackfillStateChanged> changes = new CopyOnWriteArrayList<>();

		@EventListener
		void changed(BackfillStateChanged event) {
			this.changes.add(event);
		}

		@Bean
		@Profile("busy")
		Busy busy() {
			return new Busy();
		}

	}

	static class Busy implements BackfillThrottle {

		private volatile boolean closing = true;

		@Override
		public String reason(Connection connection, String backfill, String relation) {
			return this.closing ? "the month is closed" : null;
		}

	}

}
