package io.migrator.boot;

import java.util.Map;

import io.migrator.Migrator;
import io.migrator.backfill.Backfills;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.aot.AotDetector;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A context that was processed ahead of time migrates when it starts.
 */
class AheadOfTimeTests {

	private final TestDatabase database = TestDatabase.create();

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	@CompileWithForkedClassLoader
	void generatedContextMigratesBeforeItsUsersAreCreated() {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = generate(generation);
		generation.writeGeneratedContent();
		assertThat(RuntimeHintsPredicates.resource().forResource("db/migrations/x/migration.sql"))
			.accepts(generation.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.resource().forResource("db/backfills/x.sql"))
			.accepts(generation.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.resource().forResource("db/seeds/demo.sql"))
			.accepts(generation.getRuntimeHints());
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			System.setProperty(AotDetector.AOT_ENABLED, "true");
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				connect(context.getEnvironment());
				initialize(compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()), context);
				context.refresh();
				assertThat(context.getBeanFactory().getBeanDefinition("jdbcClient").getDependsOn())
					.contains("migratorInitializer");
				assertThat(context.getBean(Migrator.class).plan().isUpToDate()).isTrue();
				assertThat(context.getBean(Backfills.class).list()).isEmpty();
				assertThat(context.getBean(JdbcClient.class)
					.sql("SELECT count(*) FROM wallets")
					.query(Integer.class)
					.single()).isEqualTo(2);
			}
			finally {
				System.clearProperty(AotDetector.AOT_ENABLED);
			}
		});
	}

	@Test
	@CompileWithForkedClassLoader
	void generatedContextIsSwitchedOffWhereItRuns() {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = generate(generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			System.setProperty(AotDetector.AOT_ENABLED, "true");
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				connect(context.getEnvironment());
				context.getEnvironment()
					.getPropertySources()
					.addFirst(new MapPropertySource("off", Map.of("migrator.enabled", "false")));
				initialize(compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()), context);
				context.refresh();
				assertThat(context.getBean(Migrator.class).plan().next()).hasSize(2);
			}
			finally {
				System.clearProperty(AotDetector.AOT_ENABLED);
			}
		});
	}

	private ClassName generate(TestGenerationContext generation) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			connect(context.getEnvironment());
			context.register(Application.class);
			return new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
	}

	private void connect(ConfigurableEnvironment environment) {
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("spring.datasource.url", this.database.url(),
					"spring.datasource.username", "postgres", "spring.datasource.hikari.maximum-pool-size", "2")));
	}

	@SuppressWarnings("unchecked")
	private static void initialize(ApplicationContextInitializer<?> initializer, GenericApplicationContext context) {
		((ApplicationContextInitializer<GenericApplicationContext>) initializer).initialize(context);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, MigratorAutoConfiguration.class, BackfillAutoConfiguration.class })
	static class Application {

	}

}
