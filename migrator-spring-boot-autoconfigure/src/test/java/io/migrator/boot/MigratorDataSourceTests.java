package io.migrator.boot;

import java.io.IOException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.migrator.Migrator;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which database is migrated, and as whom.
 */
class MigratorDataSourceTests {

	private static final TestDatabase FIRST = TestDatabase.create();

	private static final TestDatabase SECOND = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class));

	@AfterEach
	void empty() throws IOException {
		for (TestDatabase database : new TestDatabase[] { FIRST, SECOND }) {
			database.jdbc().sql("DROP SCHEMA IF EXISTS migrator CASCADE").update();
			database.jdbc().sql("DROP TABLE IF EXISTS wallets").update();
		}
	}

	@Test
	void twoWithoutPrimaryIsAFailureThatNamesTheFix() {
		this.runner.withUserConfiguration(TwoDataSources.class).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new MigratorFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains("2 DataSource beans", "first", "second");
			assertThat(analysis.getAction()).contains("@MigratorDataSource", "@Primary", "migrator.datasource.url");
		});
	}

	@Test
	void thePrimaryOneOfTwoIsMigrated() {
		this.runner.withUserConfiguration(PrimaryDataSource.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(isMigrated(FIRST)).isTrue();
			assertThat(isMigrated(SECOND)).isFalse();
		});
	}

	@Test
	void theMarkedOneOfTwoIsMigrated() {
		this.runner.withUserConfiguration(MarkedDataSource.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(isMigrated(FIRST)).isFalse();
			assertThat(isMigrated(SECOND)).isTrue();
		});
	}

	@Test
	void itsOwnUrlWinsOverTwo() {
		this.runner.withUserConfiguration(TwoDataSources.class)
			.withPropertyValues("migrator.datasource.url=" + SECOND.url(), "migrator.datasource.username=postgres")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(isMigrated(SECOND)).isTrue();
			});
	}

	@Test
	void itsOwnConnectionDetailsWinOverProperties() {
		this.runner.withUserConfiguration(Details.class)
			.withPropertyValues("spring.datasource.url=" + FIRST.url(), "spring.datasource.username=postgres",
					"migrator.datasource.url=jdbc:postgresql://localhost:1/never")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(isMigrated(SECOND)).isTrue();
			});
	}

	@Test
	void ownUrlAloneKeepsTheApplicationsRole() {
		this.runner
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/pooler",
					"spring.datasource.username=postgres", "migrator.datasource.url=" + SECOND.url())
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(isMigrated(SECOND)).isTrue();
				assertThat(context.getBean(HikariDataSource.class).isRunning()).isFalse();
			});
	}

	@Test
	void ownRoleAloneKeepsTheApplicationsUrl() {
		FIRST.jdbc()
			.sql("DO $$ BEGIN CREATE ROLE ddl SUPERUSER LOGIN; EXCEPTION WHEN duplicate_object THEN END $$")
			.update();
		this.runner
			.withPropertyValues("spring.datasource.url=" + FIRST.url(), "spring.datasource.username=postgres",
					"migrator.datasource.username=ddl", "migrator.datasource.password=x")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(Migrator.class).plan().migrations())
					.allSatisfy((migration) -> assertThat(migration.history().appliedBy()).contains("ddl"));
			});
	}

	@Test
	void withoutAnyTheApplicationStartsWithoutTheMigrator() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigratorAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Migrator.class));
	}

	private static boolean isMigrated(TestDatabase database) {
		return database.jdbc().sql("SELECT to_regclass('wallets') IS NOT NULL").query(Boolean.class).single();
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		PGSimpleDataSource first() {
			return FIRST.dataSource();
		}

		@Bean
		PGSimpleDataSource second() {
			return SECOND.dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryDataSource {

		@Bean
		@Primary
		DataSource first() {
			return FIRST.dataSource();
		}

		@Bean
		DataSource second() {
			return SECOND.dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MarkedDataSource {

		@Bean
		DataSource first() {
			return FIRST.dataSource();
		}

		@Bean(defaultCandidate = false)
		@MigratorDataSource
		DataSource second() {
			return SECOND.dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Details {

		@Bean
		MigratorConnectionDetails details() {
			return new MigratorConnectionDetails() {

				@Override
				public String getJdbcUrl() {
					return SECOND.url();
				}

				@Override
				public String getUsername() {
					return "postgres";
				}

				@Override
				public String getPassword() {
					return "postgres";
				}

			};
		}

	}

}
