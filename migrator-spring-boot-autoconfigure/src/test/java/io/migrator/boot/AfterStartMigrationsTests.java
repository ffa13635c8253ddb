package io.migrator.boot;

import java.time.Duration;

import io.migrator.Migrator;
import io.migrator.plan.MigrationState;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Migrations of {@code phase=after-start} in a {@link SpringApplication}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AfterStartMigrationsTests {

	private final TestDatabase database = TestDatabase.create();

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void runOnceTheApplicationIsReady() {
		try (ConfigurableApplicationContext context = start("after-start")) {
			assertThat(context.getBean(MigratorInitializer.class).result().applied())
				.containsExactly("20260103000000_portfolios");
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> context.getBean(Migrator.class).plan().isUpToDate());
			assertThat(this.database.jdbc().sql("SELECT to_regclass('portfolios_id')").query(String.class).single())
				.isEqualTo("portfolios_id");
		}
	}

	@Test
	void failureIsLoggedAndTheApplicationGoesOn(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("after-start-broken")) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(output).contains("the application goes on without it")
					.contains("division by zero"));
			assertThat(context.isRunning()).isTrue();
			assertThat(context.getBean(Migrator.class).plan().migrations()).singleElement()
				.satisfies((migration) -> assertThat(migration.state()).isEqualTo(MigrationState.FAILED));
		}
	}

	private ConfigurableApplicationContext start(String location) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--spring.datasource.url=" + this.database.url(), "--spring.datasource.username=postgres",
					"--migrator.locations=classpath:cases/" + location);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class })
	static class Application {

	}

}
