package io.migrator.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.migrator.Migrator;
import io.migrator.backfill.Backfill;
import io.migrator.backfill.BackfillBatch;
import io.migrator.backfill.BackfillDescription;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.Backfills;
import io.migrator.migration.BackfillDirectives;
import io.migrator.plan.PlannedMigration;
import io.migrator.test.BackfillTable;
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
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Expand, fill and contract in applications that run, with real backfills.
 */
@ExtendWith(OutputCaptureExtension.class)
class ContractAfterBackfillTests {

	private static final String EXPAND = "classpath:db/migrations,classpath:cases/backfills/migrations";

	private static final String CONTRACT = EXPAND + ",classpath:cases/backfills/contract";

	private final TestDatabase database = TestDatabase.create();

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void aNewDatabaseHasAllOfItsSchemaWhenTheStartIsOver() {
		try (ConfigurableApplicationContext context = start(Application.class, CONTRACT)) {
			assertThat(context.getBean(MigratorInitializer.class).result().applied()).containsExactly(
					"20260101000000_create_wallets", "20260102000000_seed_wallets", "20260103000000_label",
					"20260104000000_contract");
			assertThat(isContracted()).isTrue();
		}
	}

	@Test
	void aDatabaseInUseIsContractedOnceTheBackfillIsCompleted(CapturedOutput output) {
		start(Application.class, "classpath:db/migrations", "--migrator.backfills.worker=false").close();
		try (ConfigurableApplicationContext context = start(Application.class, CONTRACT)) {
			assertThat(context.getBean(MigratorInitializer.class).result().applied())
				.containsExactly("20260103000000_label");
			assertThat(output).contains("20260104000000_contract: requires backfill wallet_label, which has not begun");
			within(() -> assertThat(isContracted()).isTrue());
			assertThat(context.getBean(Migrator.class).plan().isUpToDate()).isTrue();
		}
	}

	@Test
	void rowsThatCameAfterTheBackfillAreFilledBeforeTheContract(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(Application.class, EXPAND)) {
			within(() -> assertThat(context.getBean(Backfills.class).status("wallet_label").state())
				.isEqualTo(BackfillState.COMPLETED));
		}
		this.database.jdbc().sql("INSERT INTO wallets (owner) VALUES ('late')").update();
		try (ConfigurableApplicationContext context = start(Application.class, CONTRACT)) {
			assertThat(context.getBean(MigratorInitializer.class).result().held())
				.containsExactly("20260104000000_contract");
			assertThat(output).contains("20260104000000_contract stays held",
					"requires backfill wallet_label, which is running");
			within(() -> assertThat(isContracted()).isTrue());
			assertThat(this.database.jdbc()
				.sql("SELECT label FROM wallets WHERE owner = 'late'")
				.query(String.class)
				.single()).isEqualTo("LATE");
		}
	}

	@Test
	void aNameThatNobodyDefinesIsSaidAndNobodyWaitsForIt(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(Application.class,
				EXPAND + ",classpath:cases/requires-backfill")) {
			PlannedMigration held = context.getBean(Migrator.class).plan().held().get(0);
			assertThat(held.reasons())
				.containsExactly("requires backfill owners, which is not defined; defined are wallet_label");
			assertThat(output).contains("Starting without a migration that is held").doesNotContain("for what is held");
		}
	}

	@Test
	void aBeanThatNeedsTheDatabaseDoesNotKeepTheApplicationFromStarting(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(BeanApplication.class, CONTRACT)) {
			assertThat(context.getBean(MigratorInitializer.class).result().held())
				.containsExactly("20260104000000_contract");
			assertThat(output).contains("cannot be worked on before it is ready: one of them is a bean");
			within(() -> assertThat(isContracted()).isTrue());
		}
	}

	@Test
	void aBackfillThatIsABeanIsWorkedOnAfterMigrationsInTheBackground() {
		start(Application.class, "classpath:db/migrations", "--migrator.backfills.worker=false").close();
		try (ConfigurableApplicationContext context = start(BeanApplication.class, CONTRACT,
				"--migrator.startup.async=true")) {
			within(() -> assertThat(isContracted()).isTrue());
			assertThat(context.getBean(Backfills.class).status("wallet_label").state())
				.isEqualTo(BackfillState.COMPLETED);
		}
	}

	@Test
	void aBackfillThatIsABeanIsWorkedOnAfterMigrationsInTheBackgroundOfANewDatabase() {
		try (ConfigurableApplicationContext context = start(BeanApplication.class, CONTRACT,
				"--migrator.startup.async=true")) {
			within(() -> assertThat(context.getBean(Backfills.class).status("wallet_label").state())
				.isEqualTo(BackfillState.COMPLETED));
			within(() -> assertThat(isContracted()).isTrue());
		}
	}

	@Test
	void aBackfillThatIsABeanIsBelievedAtTheStart() {
		start(BeanApplication.class, EXPAND, "--migrator.backfills.worker=false").close();
		this.database.jdbc().sql("UPDATE wallets SET label = owner").update();
		new BackfillTable(this.database.jdbc()).put("wallet_label", "completed", null);
		try (ConfigurableApplicationContext context = start(BeanApplication.class, CONTRACT)) {
			assertThat(context.getBean(MigratorInitializer.class).result().applied())
				.containsExactly("20260104000000_contract");
		}
	}

	private boolean isContracted() {
		return this.database.jdbc().sql("""
				SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'wallets'::regclass AND attname = 'label'
				    AND attnotnull)
				""").query(Boolean.class).single();
	}

	private static void within(ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
	}

	private ConfigurableApplicationContext start(Class<?> application, String locations, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=postgres", "--spring.datasource.hikari.maximum-pool-size=4",
				"--migrator.backfills.poll=200ms", "--migrator.locations=" + locations));
		if (application == Application.class) {
			all.add("--migrator.backfills.locations=classpath:cases/backfills/labels");
		}
		all.addAll(List.of(arguments));
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE).run(all.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
			BackfillAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class, MigratorAutoConfiguration.class,
			BackfillAutoConfiguration.class })
	static class BeanApplication {

		@Bean
		Labels labels(JdbcClient client) {
			return new Labels(client);
		}

	}

	record Labels(JdbcClient client) implements Backfill<Long> {

		@Override
		public BackfillDescription<Long> describe() {
			return new BackfillDescription<>("wallet_label", Long.class, "1",
					BackfillDirectives.forTable("wallets").withAfter("20260103000000_label"));
		}

		@Override
		public long process(BackfillBatch<Long> batch) {
			Long after = batch.after();
			return this.client.sql("UPDATE wallets SET label = upper(owner) WHERE id > ? AND id <= ?")
				.params((after != null) ? after : 0, batch.upTo())
				.update();
		}

	}

}
