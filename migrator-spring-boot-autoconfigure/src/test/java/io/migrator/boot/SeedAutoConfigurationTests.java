package io.migrator.boot;

import java.util.List;

import io.migrator.Migrator;
import io.migrator.error.ExitCodes;
import io.migrator.run.MigratorSettings;
import io.migrator.seed.SeedFailedException;
import io.migrator.seed.Seeds;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class SeedAutoConfigurationTests {

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				JdbcClientAutoConfiguration.class, MigratorAutoConfiguration.class, SeedAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres",
				"migrator.seeds.locations=classpath:cases/seeds/wallets");

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void seedsAtStartInTheNamedEnvironmentsBeforeAnythingElseUsesTheDatabase(CapturedOutput output) {
		ApplicationContextRunner demo = this.runner.withUserConfiguration(EagerReader.class)
			.withPropertyValues("spring.profiles.active=demo", "migrator.seeds.environments=dev,demo");
		demo.run((context) -> {
			assertThat(context.getBean("owners")).isEqualTo(List.of("ana", "bo", "cy", "demo", "di"));
			assertThat(output).contains("Seeded 3 rows in ", ": 1_owners, 2_demo");
			assertThat(this.database.jdbc()
				.sql("SELECT migration FROM migrator.audit_log WHERE action = 'seed' ORDER BY entry")
				.query(String.class)
				.list()).containsExactly("1_owners", "2_demo");
		});
		demo.run(
				(context) -> assertThat(context.getBean("owners")).isEqualTo(List.of("ana", "bo", "cy", "demo", "di")));
	}

	@Test
	void lazyInitializationDoesNotSwitchItOff() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("migrator.environment=test", "migrator.seeds.environments=test")
			.run((context) -> assertThat(owners()).containsExactly("ana", "bo", "cy", "di"));
	}

	@Test
	void doesNotSeedByItself() {
		this.runner.run((context) -> {
			assertThat(owners()).containsExactly("ana", "bo");
			assertThat(context.getBeanFactory().containsSingleton("seeds")).isFalse();
		});
		this.runner.withPropertyValues("migrator.environment=production", "migrator.seeds.environments=demo")
			.run((context) -> assertThat(owners()).containsExactly("ana", "bo"));
		this.runner
			.withPropertyValues("migrator.environment=demo", "migrator.seeds.environments=demo",
					"migrator.startup=verify")
			.run((context) -> {
				assertThat(owners()).containsExactly("ana", "bo");
				assertThat(context.getBean(Seeds.class).run().rows()).isEqualTo(3);
			});
	}

	@Test
	void saysThatThereIsNothingForTheEnvironment(CapturedOutput output) {
		this.runner.withPropertyValues("migrator.environment=production", "migrator.seeds.environments=production")
			.run((context) -> assertThat(output).contains("There is no seed for this environment"));
	}

	@Test
	void aSeedThatFailsFailsTheStartAndSaysWhere() {
		this.runner
			.withPropertyValues("migrator.environment=demo", "migrator.seeds.environments=demo",
					"migrator.seeds.locations=classpath:cases/seeds/broken")
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(context.getStartupFailure()).rootCause()
					.hasMessageContaining("relation \"walets\" does not exist");
				assertThat(context.getStartupFailure()).hasStackTraceContaining("typo.sql:2:13: statement 2 of 2");
				assertThat(context.getStartupFailure().getCause()).isInstanceOfSatisfying(StartFailedException.class,
						(ex) -> {
							assertThat(ex.getCause()).isInstanceOf(SeedFailedException.class);
							assertThat(ex.getExitCode()).isEqualTo(ExitCodes.FAILED);
						});
			});
		assertThat(owners()).containsExactly("ana", "bo");
	}

	@Test
	void leavesTheSeedsToAnApplicationThatHasItsOwn() {
		this.runner.withUserConfiguration(OwnSeeds.class).run((context) -> {
			assertThat(context).hasSingleBean(Seeds.class);
			assertThat(context.getBean(Seeds.class).list()).isEmpty();
		});
		this.runner.withBean(Migrator.class, () -> new Migrator(this.database.dataSource(), () -> {
			throw new IllegalStateException("not asked for");
		}, MigratorSettings.defaults(), List.of()))
			.withPropertyValues("migrator.startup=none")
			.run((context) -> assertThat(context).doesNotHaveBean(Seeds.class));
	}

	private List<String> owners() {
		return this.database.jdbc().sql("SELECT owner FROM wallets ORDER BY owner").query(String.class).list();
	}

	@Configuration(proxyBeanMethods = false)
	static class EagerReader {

		@Bean
		List<String> owners(JdbcClient jdbc) {
			return jdbc.sql("SELECT owner FROM wallets ORDER BY owner").query(String.class).list();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSeeds {

		@Bean
		Seeds ownSeeds(MigratorDatabase database) {
			return new Seeds(database.dataSource(), List::of, database.settings(), List.of());
		}

	}

}
