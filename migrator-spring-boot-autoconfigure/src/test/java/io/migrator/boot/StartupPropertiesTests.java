package io.migrator.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import io.migrator.boot.MigratorProperties.Startup;
import io.migrator.boot.StartupProperties.OnFailure;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A property that has others below it.
 */
class StartupPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class);

	@Test
	void bothAreBoundFromProperties() {
		this.runner.withPropertyValues("migrator.startup=wait", "migrator.startup.async=true")
			.run((context) -> assertBound(context, Startup.WAIT, true));
	}

	@Test
	void eitherIsBoundAlone() {
		this.runner.run((context) -> assertBound(context, Startup.MIGRATE, false));
		this.runner.withPropertyValues("migrator.startup=verify")
			.run((context) -> assertBound(context, Startup.VERIFY, false));
		this.runner.withPropertyValues("migrator.startup.async=true")
			.run((context) -> assertBound(context, Startup.MIGRATE, true));
	}

	@Test
	void bothAreBoundFromYaml() {
		withSource(yaml("""
				migrator:
				  startup: wait
				  startup.async: true
				  startup.async-wait: 5s
				  startup.async-on-failure: stay
				""")).run((context) -> {
			assertBound(context, Startup.WAIT, true);
			assertThat(context.getBean(StartupProperties.class).getAsyncWait()).isEqualTo(Duration.ofSeconds(5));
			assertThat(context.getBean(StartupProperties.class).getAsyncOnFailure()).isEqualTo(OnFailure.STAY);
		});
		withSource(yaml("""
				migrator:
				  startup:
				    async: true
				""")).run((context) -> assertBound(context, Startup.MIGRATE, true));
	}

	@Test
	void bothAreBoundFromTheEnvironment() {
		withSource(environment(Map.of("MIGRATOR_STARTUP", "wait", "MIGRATOR_STARTUP_ASYNC", "true")))
			.run((context) -> assertBound(context, Startup.WAIT, true));
		withSource(environment(Map.of("MIGRATOR_STARTUP", "wait")))
			.run((context) -> assertBound(context, Startup.WAIT, false));
		withSource(environment(Map.of("MIGRATOR_STARTUP_ASYNC", "true", "MIGRATOR_STARTUP_ASYNCWAIT", "7s")))
			.run((context) -> {
				assertBound(context, Startup.MIGRATE, true);
				assertThat(context.getBean(StartupProperties.class).getAsyncWait()).isEqualTo(Duration.ofSeconds(7));
			});
	}

	private static void assertBound(ApplicationContext context, Startup startup, boolean async) {
		assertThat(context.getBean(MigratorProperties.class).getStartup()).isEqualTo(startup);
		assertThat(context.getBean(StartupProperties.class).isAsync()).isEqualTo(async);
	}

	private ApplicationContextRunner withSource(PropertySource<?> source) {
		return this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source));
	}

	private static PropertySource<?> environment(Map<String, Object> variables) {
		return new SystemEnvironmentPropertySource("test-systemEnvironment", variables);
	}

	private static PropertySource<?> yaml(String text) {
		try {
			return new YamlPropertySourceLoader()
				.load("test", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)))
				.get(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ MigratorProperties.class, StartupProperties.class })
	static class Application {

	}

}
