package io.migrator.boot;

import java.time.Duration;

import io.migrator.backfill.Backfill;
import io.migrator.backfill.BackfillBatch;
import io.migrator.backfill.BackfillDescription;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.Backfills;
import io.migrator.boot.cli.fill.LabelledWallet;
import io.migrator.boot.cli.fill.LabelledWallets;
import io.migrator.migration.BackfillDirectives;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backfills written in Java, in applications that run.
 */
class BackfillBeanTests {

	private final TestDatabase database = TestDatabase.create();

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void whatTheApplicationDoesByJdbcIsPartOfTheBatch() {
		try (ConfigurableApplicationContext context = start(JdbcApplication.class)) {
			completes(context);
		}
	}

	@Test
	void whatTheApplicationDoesByRepositoriesIsPartOfTheBatch() {
		try (ConfigurableApplicationContext context = start(JpaApplication.class)) {
			completes(context);
		}
	}

	/** Each row is written once by the application and once by the batch. */
	private void completes(ConfigurableApplicationContext context) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> context.getBean(Backfills.class).status("labels").state() == BackfillState.COMPLETED);
		assertThat(this.database.jdbc()
			.sql("SELECT count(*) FROM wallets WHERE label IS DISTINCT FROM 'application, batch'")
			.query(Integer.class)
			.single()).isZero();
		assertThat(this.database.jdbc()
			.sql("SELECT count(DISTINCT xmin::text) FROM wallets")
			.query(Integer.class)
			.single()).as("transactions that wrote").isEqualTo(context.getBean(Labels.class).batches);
	}

	private ConfigurableApplicationContext start(Class<?> application) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.run("--spring.datasource.url=" + this.database.url(), "--spring.datasource.username=postgres",
					"--spring.datasource.hikari.maximum-pool-size=4", "--migrator.backfills.poll=200ms",
					"--spring.jpa.hibernate.ddl-auto=none",
					"--migrator.locations=classpath:db/migrations,classpath:cases/backfills/migrations");
	}

	/**
	 * Fails on the first batch, after both have written.
	 */
	abstract static class Labels implements Backfill<Long> {

		private int batches;

		private boolean failed;

		abstract void label(Long after, Long upTo);

		@Override
		public BackfillDescription<Long> describe() {
			return new BackfillDescription<>("labels", Long.class, "1",
					BackfillDirectives.forTable("wallets").withParallel(1).withBatchRows(1_000));
		}

		@Override
		public long process(BackfillBatch<Long> batch) {
			Long after = batch.after();
			label((after != null) ? after : 0, batch.upTo());
			long rows = batch.jdbc()
				.sql("UPDATE wallets AS row SET label = label || ', batch' WHERE " + batch.condition())
				.update();
			if (!this.failed) {
				this.failed = true;
				throw new IllegalStateException("The first attempt fails");
			}
			this.batches++;
			return rows;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class, MigratorAutoConfiguration.class,
			BackfillAutoConfiguration.class })
	static class JdbcApplication {

		@Bean
		Labels labels(JdbcClient client) {
			return new Labels() {

				@Override
				void label(Long after, Long upTo) {
					client.sql("UPDATE wallets SET label = 'application' WHERE id > ? AND id <= ?")
						.params(after, upTo)
						.update();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = LabelledWallet.class)
	@EnableJpaRepositories(basePackageClasses = LabelledWallets.class)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
			MigratorAutoConfiguration.class, BackfillAutoConfiguration.class })
	static class JpaApplication {

		@Bean
		Labels labels(LabelledWallets wallets) {
			return new Labels() {

				@Override
				void label(Long after, Long upTo) {
					wallets.findByIdGreaterThanAndIdLessThanEqual(after, upTo)
						.forEach((wallet) -> wallet.label("application"));
					wallets.flush();
				}

			};
		}

	}

}
