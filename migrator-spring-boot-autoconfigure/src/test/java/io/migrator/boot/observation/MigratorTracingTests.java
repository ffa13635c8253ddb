package io.migrator.boot.observation;

import java.util.List;
import java.util.Objects;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import io.migrator.Migrator;
import io.migrator.boot.MigratorAutoConfiguration;
import io.migrator.error.MigratorException;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The spans that come of what is observed.
 */
class MigratorTracingTests {

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
				ObservationAutoConfiguration.class, MigratorObservationAutoConfiguration.class))
		.withUserConfiguration(Tracing.class)
		.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres");

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void aStartIsOneTraceOfADeployWithItsMigrations() {
		this.runner.run((context) -> {
			List<SimpleSpan> spans = List.copyOf(context.getBean(SimpleTracer.class).getSpans());
			assertThat(spans).extracting(SimpleSpan::getName).containsExactly("deploy", "migrate", "migrate");
			SimpleSpan deploy = spans.get(0);
			assertThat(spans.subList(1, 3)).allSatisfy((span) -> {
				assertThat(span.context().traceId()).isEqualTo(deploy.context().traceId());
				assertThat(span.context().parentId()).isEqualTo(deploy.context().spanId());
				assertThat(span.getTags()).containsEntry("db.system.name", "postgresql")
					.containsEntry("db.operation.name", "migrate")
					.doesNotContainKeys("error.type", "db.response.status_code");
			});
			assertThat(spans.get(1).getTags()).containsEntry("migrator.migration.id", "20260101000000_create_wallets")
				.containsEntry("db.operation.batch.size", "2");
			assertThat(spans).allSatisfy((span) -> {
				assertThat(span.getEndTimestamp()).isAfterOrEqualTo(span.getStartTimestamp());
				assertThat(span.getError()).isNull();
			});
		});
	}

	@Test
	void aDeployWithinARequestIsPartOfItsTrace() {
		this.runner.run((context) -> {
			context.getBean(Migrator.class).rollback(1);
			Observation request = Observation.start("http", context.getBean(ObservationRegistry.class));
			request.scoped(() -> context.getBean(Migrator.class).deploy());
			request.stop();
			SimpleSpan deploy = span(context.getBean(SimpleTracer.class), "deploy");
			SimpleSpan http = span(context.getBean(SimpleTracer.class), "http");
			assertThat(deploy.context().parentId()).isEqualTo(http.context().spanId());
		});
	}

	@Test
	void aFailureIsTheErrorOfBothSpans() {
		this.runner
			.withPropertyValues("migrator.startup=none",
					"migrator.locations=classpath:db/migrations,classpath:cases/broken")
			.run((context) -> {
				assertThatExceptionOfType(MigratorException.class)
					.isThrownBy(() -> context.getBean(Migrator.class).deploy());
				SimpleSpan deploy = span(context.getBean(SimpleTracer.class), "deploy");
				SimpleSpan migration = span(context.getBean(SimpleTracer.class), "migrate");
				assertThat(List.of(deploy, migration)).allSatisfy((span) -> {
					assertThat(span.getError()).isInstanceOf(MigratorException.class);
					assertThat(span.getTags()).containsEntry("error.type", "22012")
						.containsEntry("db.response.status_code", "22012");
				});
				assertThat(migration.getTags()).containsEntry("migrator.migration.id", "20260103000000_broken");
				assertThat(deploy.getTags()).containsEntry("migrator.deploy.applied", "2");
			});
	}

	/** The last one of its name. */
	private static SimpleSpan span(SimpleTracer tracer, String name) {
		return tracer.getSpans()
			.stream()
			.filter((span) -> Objects.equals(span.getName(), name))
			.reduce((first, second) -> second)
			.orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	static class Tracing {

		@Bean
		SimpleTracer tracer() {
			return new SimpleTracer();
		}

		@Bean
		DefaultTracingObservationHandler tracingHandler(SimpleTracer tracer) {
			return new DefaultTracingObservationHandler(tracer);
		}

	}

}
