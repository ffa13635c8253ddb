package io.migrator.boot;

import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

import io.migrator.Migrator;
import io.migrator.boot.metrics.MigratorMetricsAutoConfiguration;
import io.migrator.error.MigratorException;
import io.migrator.run.MigratorSettings;
import io.migrator.run.PendingException;
import io.migrator.test.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class MigratorAutoConfigurationTests {

	private final TestDatabase database = TestDatabase.create();

	private ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				JdbcClientAutoConfiguration.class, MigratorAutoConfiguration.class));

	@BeforeEach
	void connect() {
		this.runner = this.runner.withPropertyValues("spring.datasource.url=" + this.database.url(),
				"spring.datasource.username=postgres",
				"spring.datasource.type=" + SimpleDriverDataSource.class.getName());
	}

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void migratesAtStart() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(Migrator.class).hasSingleBean(MigratorInitializer.class);
			assertThat(owners()).isEqualTo(2);
			assertThat(context.getBean(MigratorInitializer.class).result().applied()).hasSize(2);
		});
		this.runner
			.run((context) -> assertThat(context.getBean(MigratorInitializer.class).result().applied()).isEmpty());
		assertThat(owners()).isEqualTo(2);
	}

	@Test
	void backsOffWithoutADatabase() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigratorAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Migrator.class));
	}

	@Test
	void canBeSwitchedOff() {
		this.runner.withPropertyValues("migrator.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Migrator.class));
	}

	@Test
	void doesNothingAtStartIfToldSo() {
		this.runner.withPropertyValues("migrator.startup=none").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Migrator.class).plan().next()).hasSize(2);
		});
	}

	@Test
	void failsTheStartIfToldToVerifyAndSomethingIsPending() {
		this.runner.withPropertyValues("migrator.startup=verify")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(PendingException.class)
				.hasMessageContaining("20260101000000_create_wallets"));
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues("migrator.startup=verify").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesDuplicateVersionsUnlessToldToWarn() {
		ApplicationContextRunner duplicates = this.runner
			.withPropertyValues("migrator.locations=classpath:cases/duplicate-versions");
		duplicates.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.hasMessageContaining("migrator.duplicate-versions=warn"));
		duplicates.withPropertyValues("migrator.duplicate-versions=warn")
			.run((context) -> assertThat(context.getBean(MigratorInitializer.class).result().applied())
				.containsExactly("20260101000000_one", "20260101000000_two"));
	}

	@Test
	void waitsUntilAnotherProcessHasMigrated() {
		ApplicationContextRunner waiting = this.runner.withPropertyValues("migrator.startup=wait",
				"migrator.wait-timeout=30s");
		Thread other = new Thread(() -> this.runner.run((context) -> assertThat(context).hasNotFailed()));
		other.start();
		waiting.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(owners()).isEqualTo(2);
		});
	}

	@Test
	void givesUpWaitingAfterTheTimeSet() {
		this.runner.withPropertyValues("migrator.startup=wait", "migrator.wait-timeout=100ms")
			.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(PendingException.class));
	}

	@Test
	void failsTheStartWhenAMigrationFails() {
		this.runner.withPropertyValues("migrator.locations=classpath:db/migrations,classpath:cases/broken")
			.run((context) -> {
				assertThat(context).hasFailed();
				MigratorException failure = find(context.getStartupFailure());
				assertThat(failure.problem()).contains("cases/broken/20260103000000_broken/migration.sql", "3",
						"division by zero");
				assertThat(new MigratorFailureAnalyzer().analyze(context.getStartupFailure()).getDescription())
					.contains("division by zero");
			});
		assertThat(owners()).isEqualTo(2);
	}

	@Test
	void hasTheNamedSettings() {
		this.runner
			.withPropertyValues("migrator.schema=bookkeeping", "migrator.lock-timeout=250ms", "migrator.lock-wait=7s",
					"migrator.lock-retries=2", "migrator.out-of-order=fail", "spring.application.name=wallet",
					"spring.application.version=4.2", "spring.profiles.active=prod,eu")
			.run((context) -> {
				var settings = context.getBean(Migrator.class).settings();
				assertThat(settings.schema()).isEqualTo("bookkeeping");
				assertThat(settings.lockTimeout()).hasMillis(250);
				assertThat(settings.lockWait()).hasSeconds(7);
				assertThat(settings.lockRetries()).isEqualTo(2);
				assertThat(settings.outOfOrder().name().toLowerCase(Locale.ROOT)).isEqualTo("fail");
				assertThat(settings.environments()).containsExactlyInAnyOrder("prod", "eu");
				assertThat(settings.applicationName()).isEqualTo("wallet");
				assertThat(settings.applicationVersion()).isEqualTo("4.2");
				assertThat(context.getBean(Migrator.class).plan().migrations())
					.allSatisfy((migration) -> assertThat(migration.history().applicationVersion()).isEqualTo("4.2"));
			});
	}

	@Test
	void environmentIsThePropertyIfThereIsOne() {
		this.runner.withPropertyValues("migrator.environment=test", "spring.profiles.active=prod")
			.run((context) -> assertThat(context.getBean(Migrator.class).settings().environments())
				.containsExactly("test"));
	}

	@Test
	void lazyInitializationDoesNotSwitchItOff() {
		this.runner.withPropertyValues("spring.main.lazy-initialization=true")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(owners()).isEqualTo(2);
			});
	}

	@Test
	void worksWithoutMicrometer() {
		this.runner.withConfiguration(AutoConfigurations.of(MigratorMetricsAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("migratorMetrics");
				assertThat(owners()).isEqualTo(2);
			});
	}

	@Test
	void worksWithOnlyItsOwnUrlAsAnR2dbcApplicationHas() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class))
			.withUserConfiguration(R2dbcConfiguration.class)
			.withPropertyValues("migrator.datasource.url=" + this.database.url(),
					"migrator.datasource.username=postgres")
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(DataSource.class);
				assertThat(owners()).isEqualTo(2);
			});
	}

	@Test
	void registersHintsForTheDefaultLocation() {
		RuntimeHints hints = new RuntimeHints();
		new MigratorRuntimeHints().registerHints(hints, null);
		assertThat(RuntimeHintsPredicates.resource()
			.forResource("db/migrations/20260101000000_create_wallets/migration.sql")).accepts(hints);
	}

	@Test
	void usersMigratorWins() {
		this.runner.withUserConfiguration(OwnMigratorConfiguration.class)
			.run((context) -> assertThat(context).getBeanNames(Migrator.class).containsExactly("ownMigrator"));
	}

	private int owners() {
		return this.database.jdbc().sql("SELECT count(*) FROM wallets").query(Integer.class).single();
	}

	private static MigratorException find(Throwable failure) {
		Throwable current = failure;
		while (!(current instanceof MigratorException)) {
			current = current.getCause();
		}
		return (MigratorException) current;
	}

	@Configuration(proxyBeanMethods = false)
	static class R2dbcConfiguration {

		@Bean
		ConnectionFactory connectionFactory() {
			return new ConnectionFactory() {

				@Override
				public Publisher<? extends Connection> create() {
					throw new UnsupportedOperationException();
				}

				@Override
				public ConnectionFactoryMetadata getMetadata() {
					return () -> "PostgreSQL";
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMigratorConfiguration {

		@Bean
		Migrator ownMigrator(DataSource dataSource, Migrations migrations) {
			return new Migrator(dataSource, migrations, MigratorSettings.defaults(), List.of());
		}

	}

}
