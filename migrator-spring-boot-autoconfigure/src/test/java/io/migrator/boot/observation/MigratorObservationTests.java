package io.migrator.boot.observation;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.migrator.Migrator;
import io.migrator.boot.BackfillAutoConfiguration;
import io.migrator.boot.DriftAutoConfiguration;
import io.migrator.boot.MigratorAutoConfiguration;
import io.migrator.boot.observation.MigratorObservationContext.Migration;
import io.migrator.error.MigratorException;
import io.migrator.run.DeployResult;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillBatchStarted;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is observed of applications that run.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigratorObservationTests {

	/** A context adds handlers, conventions and predicates, so each test has its own. */
	private static TestObservationRegistry registry = TestObservationRegistry.create();

	private final TestDatabase database = TestDatabase.create();

	@AfterEach
	void drop() {
		registry = TestObservationRegistry.create();
		this.database.close();
	}

	@Test
	void aDeployAtTheStartAndEachOfItsMigrationsWithinIt(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--spring.profiles.active=test-registry")) {
			assertThat(context.isRunning()).isTrue();
		}
		observations().hasNumberOfObservationsWithNameEqualTo("migrator.deploy", 1)
			.hasNumberOfObservationsWithNameEqualTo("migrator.migration", 2)
			.hasObservationWithNameEqualTo("migrator.deploy")
			.that()
			.hasBeenStarted()
			.hasBeenStopped()
			.doesNotHaveError()
			.hasContextualNameEqualTo("deploy")
			.hasLowCardinalityKeyValue("db.system.name", "postgresql")
			.hasLowCardinalityKeyValue("db.namespace", name())
			.hasLowCardinalityKeyValue("db.operation.name", "deploy")
			.hasLowCardinalityKeyValue("db.query.summary", "deploy")
			.hasHighCardinalityKeyValue("migrator.deploy.due", "2")
			.hasHighCardinalityKeyValue("migrator.deploy.applied", "2");
		observations().hasAnObservation((observation) -> observation.hasNameEqualTo("migrator.migration")
			.doesNotHaveError()
			.hasParentObservation()
			.hasContextualNameEqualTo("migrate")
			.hasLowCardinalityKeyValue("db.operation.name", "migrate")
			.hasLowCardinalityKeyValue("db.namespace", name())
			.hasHighCardinalityKeyValue("migrator.migration.id", "20260102000000_seed_wallets")
			.hasHighCardinalityKeyValue("migrator.migration.rows", "2")
			.hasHighCardinalityKeyValue("migrator.migration.attempts", "1")
			.doesNotHaveHighCardinalityKeyValueWithKey("error.type"));
		assertThat(registry.getCurrentObservation()).isNull();
		assertThat(output).doesNotContain("is not eligible for getting processed by all BeanPostProcessors");
	}

	@Test
	void whatFailsEndsWithItsErrorAndTheServersCode() {
		try (ConfigurableApplicationContext context = start("--spring.profiles.active=test-registry",
				"--migrator.startup=none", "--migrator.locations=classpath:db/migrations,classpath:cases/broken")) {
			assertThatExceptionOfType(MigratorException.class)
				.isThrownBy(() -> context.getBean(Migrator.class).deploy());
			assertThat(registry.getCurrentObservation()).isNull();
		}
		for (String name : List.of("migrator.deploy", "migrator.migration")) {
			observations().hasAnObservation((observation) -> observation.hasNameEqualTo(name)
				.hasError()
				.hasHighCardinalityKeyValue("error.type", "22012")
				.hasHighCardinalityKeyValue("db.response.status_code", "22012"));
		}
	}

	@Test
	void aRollbackIsOneToo() {
		try (ConfigurableApplicationContext context = start("--spring.profiles.active=test-registry")) {
			registry.clear();
			context.getBean(Migrator.class).rollback(1);
		}
		observations().hasNumberOfObservationsEqualTo(1)
			.hasObservationWithNameEqualTo("migrator.migration")
			.that()
			.hasBeenStopped()
			.doesNotHaveParentObservation()
			.hasContextualNameEqualTo("rollback")
			.hasLowCardinalityKeyValue("db.operation.name", "rollback");
	}

	@Test
	void eachBatchOfABackfillIsOneInTheThreadOfItsWorker() {
		try (ConfigurableApplicationContext context = start("--spring.profiles.active=test-registry",
				"--migrator.backfills.locations=classpath:cases/backfills/labels",
				"--migrator.backfills.max-batch-size=1000", "--migrator.backfills.poll=200ms",
				"--migrator.locations=classpath:db/migrations,classpath:cases/backfills/migrations")) {
			Listener listener = context.getBean(Listener.class);
			Awaitility.await().untilAsserted(() -> assertThat(labelled()).isEqualTo(5_002));
			assertThat(listener.seenInBatches).isNotEmpty()
				.allSatisfy((name) -> assertThat(name).isEqualTo("migrator.backfill.batch"));
			assertThat(listener.seenAtTheEnd).contains("migrator.deploy");
		}
		observations().hasAnObservation((observation) -> observation.hasNameEqualTo("migrator.backfill.batch")
			.doesNotHaveParentObservation()
			.hasContextualNameEqualTo("backfill wallet_label")
			.hasLowCardinalityKeyValue("db.operation.name", "backfill")
			.hasLowCardinalityKeyValue("db.namespace", name())
			.hasLowCardinalityKeyValue("migrator.backfill.name", "wallet_label")
			.hasHighCardinalityKeyValueWithKey("migrator.backfill.worker"));
	}

	@Test
	void theApplicationsOwnConventionIsObeyed() {
		try (ConfigurableApplicationContext context = start("--spring.profiles.active=test-registry,convention")) {
			assertThat(context.isRunning()).isTrue();
		}
		observations().hasAnObservation((observation) -> observation.hasNameEqualTo("schema.change")
			.hasContextualNameEqualTo("migrate 20260101000000_create_wallets"));
	}

	@Test
	void aTimeoutOfALockIsAnEventOfTheMigration() throws Exception {
		try (ConfigurableApplicationContext context = start("--spring.profiles.active=recorder",
				"--migrator.lock-timeout=100ms"); Connection other = this.database.dataSource().getConnection()) {
			context.getBean(Migrator.class).rollback(1);
			other.setAutoCommit(false);
			try (Statement statement = other.createStatement()) {
				statement.execute("LOCK TABLE wallets");
			}
			CompletableFuture<DeployResult> deploy = CompletableFuture
				.supplyAsync(() -> context.getBean(Migrator.class).deploy());
			Recorder recorder = context.getBean(Recorder.class);
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(recorder.events).contains("migrator.migration lock.timeout"));
			other.rollback();
			assertThat(deploy.get(60, TimeUnit.SECONDS).applied()).hasSize(1);
			assertThat(recorder.ended).endsWith("migrator.migration", "migrator.deploy");
		}
	}

	@Test
	void isOffByThePropertyOfSpringBoot() {
		try (ConfigurableApplicationContext context = start("--spring.profiles.active=test-registry",
				"--management.observations.enable.migrator=false")) {
			assertThat(context.getBeanNamesForType(MigratorObservations.class)).isEmpty();
		}
		observations().hasNumberOfObservationsEqualTo(0);
	}

	@Test
	void addsNoMetersToThoseThatCountTheSame() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getBean(ObservationRegistry.class).isNoop()).isFalse();
			context.getBean(Migrator.class).rollback(1);
			context.getBean(Migrator.class).deploy();
			assertThat(context.getBean(MeterRegistry.class).getMeters()).extracting(Meter::getId)
				.extracting(Meter.Id::getName)
				.noneMatch((name) -> name.equals("migrator.deploy") || name.startsWith("migrator.deploy.")
						|| name.equals("migrator.migration") || name.startsWith("migrator.migration."));
		}
	}

	@Test
	void handlersThatNeedTheDatabaseKeepNothingFromStarting(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--spring.profiles.active=handler")) {
			assertThat(labels(context)).as("of the start").isEmpty();
			context.getBean(Migrator.class).rollback(1);
			assertThat(labels(context)).containsExactly("migrator.migration");
		}
		assertThat(output).doesNotContain("is not eligible for getting processed by all BeanPostProcessors");
	}

	private static List<String> labels(ConfigurableApplicationContext context) {
		return context.getBean(DatabaseHandler.class).stopped;
	}

	private int labelled() {
		return this.database.jdbc()
			.sql("SELECT count(*) FROM wallets WHERE label IS NOT NULL")
			.query(Integer.class)
			.single();
	}

	private String name() {
		return this.database.jdbc().sql("SELECT current_database()").query(String.class).single();
	}

	private static TestObservationRegistryAssert observations() {
		return TestObservationRegistryAssert.assertThat(registry);
	}

	private ConfigurableApplicationContext start(String... arguments) {
		List<String> all = new ArrayList<>(List.of("--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=postgres", "--spring.datasource.hikari.maximum-pool-size=4"));
		all.addAll(List.of(arguments));
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run(all.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			MigratorAutoConfiguration.class, BackfillAutoConfiguration.class, DriftAutoConfiguration.class,
			MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
			ObservationAutoConfiguration.class, MigratorObservationAutoConfiguration.class })
	static class Application {

		@Bean
		SimpleMeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		@Profile("test-registry")
		TestObservationRegistry observationRegistry() {
			return registry;
		}

		@Bean
		Listener listener() {
			return new Listener();
		}

		@Bean
		@Profile("convention")
		OwnConvention ownConvention() {
			return new OwnConvention();
		}

		@Bean
		@Profile("recorder")
		Recorder recorder() {
			return new Recorder();
		}

		@Bean
		@Profile("handler")
		DatabaseHandler databaseHandler(JdbcTemplate jdbc) {
			return new DatabaseHandler(jdbc);
		}

	}

	/** Hears of what happens while it is observed. */
	static class Listener implements MigrationListener {

		private final List<String> seenInBatches = new CopyOnWriteArrayList<>();

		private final List<String> seenAtTheEnd = new CopyOnWriteArrayList<>();

		@Override
		public void onEvent(MigratorEvent event) {
			Observation current = registry.getCurrentObservation();
			String name = (current != null) ? current.getContext().getName() : "none";
			if (event instanceof BackfillBatchStarted) {
				this.seenInBatches.add(name);
			}
			if (event instanceof DeployFinished) {
				this.seenAtTheEnd.add(name);
			}
		}

	}

	static class OwnConvention extends DefaultMigrationObservationConvention {

		@Override
		public String getName() {
			return "schema.change";
		}

		@Override
		public String getContextualName(Migration context) {
			return "migrate " + context.id();
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(Migration context) {
			return super.getLowCardinalityKeyValues(context).and("team", "payments");
		}

	}

	/** Remembers in which order observations end, and their events. */
	static class Recorder implements ObservationHandler<MigratorObservationContext> {

		private final List<String> events = new CopyOnWriteArrayList<>();

		private final List<String> ended = new CopyOnWriteArrayList<>();

		@Override
		public void onEvent(Observation.Event event, MigratorObservationContext context) {
			this.events.add(context.getName() + " " + event.getName());
		}

		@Override
		public void onStop(MigratorObservationContext context) {
			this.ended.add(context.getName());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof MigratorObservationContext;
		}

	}

	static class DatabaseHandler implements ObservationHandler<MigratorObservationContext> {

		private final List<String> stopped = new CopyOnWriteArrayList<>();

		DatabaseHandler(JdbcTemplate jdbc) {
			assertThat(jdbc.queryForObject("SELECT count(*) FROM wallets", Integer.class)).isEqualTo(2);
		}

		@Override
		public void onStop(MigratorObservationContext context) {
			this.stopped.add(context.getName());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof MigratorObservationContext;
		}

	}

}
