package io.migrator.boot;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.migrator.run.MigratorEvent.DriftChecked;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
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
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks by themselves, in applications that run.
 */
@ExtendWith(OutputCaptureExtension.class)
class DriftScheduleTests {

	private static final String EVERY_SECOND = "--migrator.drift.schedule=* * * * * *";

	private final TestDatabase database = TestDatabase.create();

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void namesWhatSomebodyDidByHand(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(EVERY_SECOND)) {
			List<DriftChecked> checks = context.getBean(Application.class).checks;
			within(10, () -> assertThat(checks).isNotEmpty());
			assertThat(checks).allSatisfy((check) -> assertThat(check.count()).isZero());
			this.database.jdbc().sql("ALTER TABLE wallets ADD COLUMN note text").update();
			within(10, () -> assertThat(checks).last()
				.satisfies((check) -> assertThat(check.objects()).containsExactly("table public.wallets is changed")));
			within(10, () -> assertThat(output).contains("1 object: table public.wallets is changed"));
		}
	}

	@Test
	void oneReplicaRunsEachCheck() {
		start().close();
		recordTurns();
		try (ConfigurableApplicationContext one = start(EVERY_SECOND);
				ConfigurableApplicationContext two = start(EVERY_SECOND);
				ConfigurableApplicationContext three = start(EVERY_SECOND)) {
			within(30, () -> assertThat(checks(one, two, three)).hasSizeGreaterThan(5));
			int checks = checks(one, two, three).size();
			List<OffsetDateTime> turns = this.database.jdbc()
				.sql("SELECT tick FROM turn")
				.query(OffsetDateTime.class)
				.list();
			assertThat(turns).doesNotHaveDuplicates();
			assertThat(checks).isLessThanOrEqualTo(turns.size());
		}
	}

	@Test
	void failureIsLoggedOnceAndTheScheduleGoesOn(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = start(EVERY_SECOND)) {
			List<DriftChecked> checks = context.getBean(Application.class).checks;
			within(10, () -> assertThat(checks).isNotEmpty());
			this.database.jdbc().sql("ALTER TABLE migrator.drift_check RENAME TO away").update();
			within(10, () -> assertThat(output).contains("The schema could not be checked; the application goes on"));
			Thread.sleep(2_500);
			assertThat(output.toString().split("could not be checked; the application", -1)).hasSize(2);
			assertThat(context.isRunning()).isTrue();
			this.database.jdbc().sql("ALTER TABLE migrator.away RENAME TO drift_check").update();
			int before = checks.size();
			within(10, () -> assertThat(checks).hasSizeGreaterThan(before));
		}
	}

	@Test
	void stopsWithTheContext() throws Exception {
		List<DriftChecked> checks;
		try (ConfigurableApplicationContext context = start(EVERY_SECOND)) {
			checks = context.getBean(Application.class).checks;
			within(10, () -> assertThat(checks).isNotEmpty());
			assertThat(threads()).hasSize(1);
		}
		assertThat(threads()).isEmpty();
	}

	@Test
	void startsNothingWithoutASchedule() {
		try (ConfigurableApplicationContext context = start("--migrator.drift.schedule=")) {
			assertThat(context.getBean(DriftSchedule.class).isRunning()).isFalse();
			assertThat(threads()).isEmpty();
		}
	}

	private static Stream<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("migrator-drift") && thread.isAlive());
	}

	private static List<DriftChecked> checks(ConfigurableApplicationContext... replicas) {
		List<DriftChecked> checks = new ArrayList<>();
		for (ConfigurableApplicationContext replica : replicas) {
			checks.addAll(replica.getBean(Application.class).checks);
		}
		return checks;
	}

	/** Whoever takes a turn sets the time of the next one. */
	private void recordTurns() {
		this.database.jdbc().sql("CREATE TABLE turn (tick timestamptz)").update();
		this.database.jdbc().sql("""
				CREATE FUNCTION record_turn() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN
				    INSERT INTO public.turn VALUES (NEW.next_at);
				    RETURN NULL;
				END $$
				""").update();
		this.database.jdbc().sql("""
				CREATE TRIGGER record_turn AFTER UPDATE ON migrator.drift_check FOR EACH ROW
				WHEN (OLD.next_at IS DISTINCT FROM NEW.next_at) EXECUTE FUNCTION record_turn()
				""").update();
	}

	private static void within(int seconds, org.awaitility.core.ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(seconds)).untilAsserted(assertion);
	}

	private ConfigurableApplicationContext start(String... args) {
		List<String> all = new ArrayList<>(List.of(args));
		all.addAll(List.of("--spring.datasource.url=" + this.database.url(), "--spring.datasource.username=postgres"));
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run(all.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
			DriftAutoConfiguration.class })
	static class Application {

		private final List<DriftChecked> checks = new CopyOnWriteArrayList<>();

		@EventListener
		void checked(DriftChecked event) {
			this.checks.add(event);
		}

	}

}
