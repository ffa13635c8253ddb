package io.migrator.boot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.migrator.boot.jpa.wallet.Wallet;
import io.migrator.test.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What uses the database waits for the migrator.
 */
class DependentBeansTests {

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				JdbcClientAutoConfiguration.class, TransactionAutoConfiguration.class, MigratorAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres",
				"spring.datasource.hikari.maximum-pool-size=2");

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void jdbcClientQueriesInAConstructor() {
		this.runner.withUserConfiguration(EarlyJdbcUser.class)
			.run((context) -> assertThat(context.getBean("owners")).isEqualTo(List.of("ana", "bo")));
	}

	@Test
	void jpaValidatesTheMigratedSchema() {
		this.runner.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.withUserConfiguration(Entities.class)
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=validate")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				try (EntityManager entities = context.getBean(EntityManagerFactory.class).createEntityManager()) {
					assertThat(entities.createQuery("from Wallet", Wallet.class).getResultList()).hasSize(2);
				}
			});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "jOOQ needs Java 21")
	void jooqWaits() {
		this.runner.withConfiguration(AutoConfigurations.of(JooqAutoConfiguration.class))
			.run((context) -> assertThat(dependencies(context.getBeanFactory(), "dslContext"))
				.contains("migratorInitializer"));
	}

	@Test
	void beansThatSaySoWait() {
		this.runner.withUserConfiguration(Marked.class)
			.run((context) -> assertThat(dependencies(context.getBeanFactory(), "marked"))
				.contains("migratorInitializer"));
	}

	@Test
	void runsAfterFlywayAndBeforeDataSql() {
		this.runner
			.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class,
					DataSourceInitializationAutoConfiguration.class))
			.withBean(FlywayMigrationStrategy.class, () -> (flyway) -> {
			})
			.withPropertyValues("spring.sql.init.mode=always",
					"spring.sql.init.data-locations=classpath:cases/data.sql")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
				assertThat(dependencies(beanFactory, "migratorInitializer")).contains("flywayInitializer");
				assertThat(dependencies(beanFactory, "dataSourceScriptDatabaseInitializer"))
					.contains("migratorInitializer");
				assertThat(this.database.jdbc().sql("SELECT owner FROM wallets ORDER BY 1").query(String.class).list())
					.containsExactly("ana", "bo", "cleo");
			});
	}

	private static List<String> dependencies(ConfigurableListableBeanFactory beanFactory, String name) {
		List<String> all = new ArrayList<>();
		String[] direct = beanFactory.getBeanDefinition(name).getDependsOn();
		if (direct != null) {
			all.addAll(Arrays.asList(direct));
		}
		return all;
	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyJdbcUser {

		@Bean
		List<String> owners(JdbcClient jdbc) {
			return jdbc.sql("SELECT owner FROM wallets ORDER BY id").query(String.class).list();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Wallet.class)
	static class Entities {

	}

	@Configuration(proxyBeanMethods = false)
	static class Marked {

		@Bean
		@DependsOnDatabaseInitialization
		StringBuilder marked() {
			return new StringBuilder();
		}

	}

}
