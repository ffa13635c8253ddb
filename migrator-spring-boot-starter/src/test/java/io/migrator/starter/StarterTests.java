package io.migrator.starter;

import io.migrator.Migrator;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with the starter and nothing else: no Actuator, no Micrometer, no web.
 */
class StarterTests {

	@Test
	void migratesWithNothingButTheStarter() {
		assertThat(ClassUtils.isPresent("org.springframework.boot.actuate.endpoint.annotation.Endpoint", null))
			.isFalse();
		assertThat(ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry", null)).isFalse();
		try (TestDatabase database = TestDatabase.create();
				ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).run(
						"--spring.datasource.url=" + database.url(), "--spring.datasource.username=postgres",
						"--spring.datasource.hikari.maximum-pool-size=2")) {
			assertThat(context.getBean(JdbcClient.class).sql("SELECT count(*) FROM wallets").query(Long.class).single())
				.isZero();
			assertThat(context.getBean(Migrator.class).plan().isUpToDate()).isTrue();
		}
	}

	@Test
	void migratesThoughEverythingIsLazy() {
		try (TestDatabase database = TestDatabase.create();
				ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
					.lazyInitialization(true)
					.run("--spring.datasource.url=" + database.url(), "--spring.datasource.username=postgres",
							"--spring.datasource.hikari.maximum-pool-size=2")) {
			assertThat(context.isRunning()).isTrue();
			assertThat(database.jdbc().sql("SELECT to_regclass('wallets')").query(String.class).single())
				.isEqualTo("wallets");
		}
	}

	@SpringBootApplication
	static class Application {

	}

}
