package io.migrator.boot.actuate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.migrator.run.MigratorEvent.CheckRan;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint, health and meters of checks, over HTTP, and when an application runs
 * them.
 */
@SpringBootTest(classes = ChecksEndpointTests.Application.class,
		properties = { "spring.docker.compose.enabled=false", "management.endpoints.web.exposure.include=*",
				"spring.jpa.hibernate.ddl-auto=none", "management.endpoint.health.show-details=always",
				"spring.flyway.enabled=false", "management.endpoint.checks.access=unrestricted",
				"migrator.locations=classpath:db/migrations,classpath:cases/backfills/migrations",
				"migrator.backfills.locations=classpath:cases/backfills/labels", "migrator.backfills.poll=200ms",
				"migrator.checks.locations=classpath:cases/checks/wallets" })
@AutoConfigureMockMvc
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class ChecksEndpointTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private TestDatabase database;

	@Autowired
	private Application application;

	@Test
	void runAfterTheMigrationsOfTheStartAndAfterTheBackfillThatTheyRequire(CapturedOutput output) {
		await(() -> assertThat(this.mvc.get().uri("/actuator/checks")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "checks": [ { "name": "balances", "state": "passed", "why": "money is never lost" },
					{ "name": "labels", "state": "passed" } ],
				  "summary": { "passed": 2, "failed": 0, "waiting": 0, "unchecked": 0 } }
				""").hasPath("$.checks[0].passedAt").hasPath("$.checks[0].durationMs"));
		assertThat(this.mvc.get().uri("/actuator/health/checks")).bodyJson()
			.isLenientlyEqualTo("{ \"status\": \"UP\", \"details\": { \"passed\": 2 } }");
		assertThat(output).contains("Check balances passed in ");
		assertThat(this.application.ran).extracting(CheckRan::name).containsExactly("balances", "labels");
	}

	@Test
	void runsWhenAskedAndShowsWhatWasFound(CapturedOutput output) {
		awaitState("labels", "passed");
		this.database.jdbc().sql("INSERT INTO wallets (owner) VALUES ('nobody')").update();
		assertThat(this.mvc.post().uri("/actuator/checks/balances")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("""
					{ "checks": [ { "name": "balances", "state": "failed" } ], "summary": { "failed": 1 } }
					""")
			.extractingPath("$.checks[0].found")
			.asString()
			.contains("balances.sql:3: it found 1 row:\n  owner = nobody");
		assertThat(output).contains("Check balances failed: ", "owner = nobody", "Next: ");
		assertThat(this.mvc.get().uri("/actuator/checks/balances")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"state\": \"failed\" }")
			.hasPath("$.passedAt");
		assertThat(this.mvc.get().uri("/actuator/health/checks")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"status\": \"UP\", \"details\": { \"failed\": [ \"balances\" ] } }");
		assertThat(this.mvc.get().uri("/actuator/metrics/migrator.check.passed?tag=check:balances")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.measurements[0].value")
			.isEqualTo(0.0);
		assertThat(this.mvc.get().uri("/actuator/metrics/migrator.check.passed?tag=check:labels")).bodyJson()
			.extractingPath("$.measurements[0].value")
			.isEqualTo(1.0);
		this.database.jdbc().sql("DELETE FROM wallets WHERE owner = 'nobody'").update();
		assertThat(this.mvc.post().uri("/actuator/checks")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"checks\": [ { \"name\": \"balances\", \"state\": \"passed\" },"
					+ " { \"name\": \"labels\", \"state\": \"passed\" } ] }");
	}

	@Test
	void saysThatThereIsNone() {
		assertThat(this.mvc.get().uri("/actuator/checks/other")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.mvc.post().uri("/actuator/checks/other")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void everythingInTheAnswerCanBeWrittenInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, ChecksEndpoint.class);
		assertThat(List.of(ChecksDescriptor.class, ChecksDescriptor.Line.class))
			.allSatisfy((type) -> assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints));
	}

	private void awaitState(String name, String state) {
		await(() -> assertThat(this.mvc.get().uri("/actuator/checks/" + name)).bodyJson()
			.isLenientlyEqualTo("{ \"state\": \"" + state + "\" }"));
	}

	private static void await(ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
	}

	@Nested
	@TestPropertySource(
			properties = { "migrator.backfills.worker=false", "management.endpoint.checks.access=read-only" })
	class WhereTheBackfillIsNotRun {

		@Test
		void aCheckThatRequiresItWaits() {
			awaitState("labels", "waiting");
			assertThat(ChecksEndpointTests.this.mvc.get().uri("/actuator/checks/labels")).bodyJson()
				.isLenientlyEqualTo("{ \"reason\": \"backfill wallet_label is not completed\" }");
			assertThat(ChecksEndpointTests.this.mvc.get().uri("/actuator/health/checks")).bodyJson()
				.isLenientlyEqualTo("{ \"status\": \"UP\", \"details\": { \"waiting\": [ \"labels\" ] } }");
		}

		@Test
		void mayOnlyBeRead() {
			assertThat(ChecksEndpointTests.this.mvc.post().uri("/actuator/checks"))
				.hasStatus(HttpStatus.METHOD_NOT_ALLOWED);
		}

	}

	@Nested
	@TestPropertySource(properties = "migrator.checks.locations=classpath:cases/checks/invalid")
	class WithFilesThatCannotBeUsed {

		@Test
		void theApplicationStartsAndSaysWhatIsWrong(CapturedOutput output) {
			await(() -> assertThat(output).contains("The checks cannot be used",
					"meddler.sql:2:1: a check only asks, and this is no query but DELETE"));
			assertThat(ChecksEndpointTests.this.mvc.get().uri("/actuator/health/checks")).bodyJson()
				.isLenientlyEqualTo("{ \"status\": \"UNKNOWN\" }");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final List<CheckRan> ran = new CopyOnWriteArrayList<>();

		@EventListener
		void hear(CheckRan event) {
			this.ran.add(event);
		}

		@Bean(destroyMethod = "close")
		TestDatabase database() {
			return TestDatabase.create();
		}

		@Bean
		DataSource dataSource(TestDatabase database) {
			return database.dataSource();
		}

	}

}
