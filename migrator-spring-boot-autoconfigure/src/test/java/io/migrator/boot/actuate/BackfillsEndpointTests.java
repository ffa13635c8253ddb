package io.migrator.boot.actuate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import io.migrator.boot.actuate.BackfillDescriptor.Progress;
import io.migrator.boot.actuate.BackfillDescriptor.Row;
import io.migrator.boot.actuate.BackfillOperationDescriptor.Sample;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint, health and meters of backfills, over HTTP. The application does not work
 * on them unless a test says so.
 */
@SpringBootTest(classes = BackfillsEndpointTests.Application.class,
		properties = { "spring.docker.compose.enabled=false", "management.endpoints.web.exposure.include=*",
				"spring.jpa.hibernate.ddl-auto=none", "management.endpoint.health.show-details=always",
				"spring.flyway.enabled=false", "management.endpoint.backfills.access=unrestricted",
				"migrator.locations=classpath:db/migrations,classpath:cases/backfills/migrations",
				"migrator.backfills.locations=classpath:cases/backfills/labels", "migrator.backfills.worker=false",
				"migrator.backfills.poll=200ms" })
@AutoConfigureMockMvc
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class BackfillsEndpointTests {

	private static final String LABEL = "/actuator/backfills/wallet_label";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private TestDatabase database;

	@Test
	void listsWhatIsDefinedBeforeItIsBegun() {
		assertThat(this.mvc.get().uri("/actuator/backfills")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "backfills": [ { "name": "wallet_label", "state": "waiting",
					"progress": { "rowsDone": 0, "batches": 0, "quarantined": 0, "workers": [] },
					"settings": { "parallel": 2, "batchDurationMs": 100 }, "warnings": [] } ],
				  "summary": { "waiting": 1, "running": 0, "paused": 0, "incomplete": 0, "completed": 0, "failed": 0,
					"cancelled": 0 } }
				""").doesNotHavePath("$.backfills[0].quarantine");
		assertThat(this.mvc.get().uri(LABEL)).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"name\": \"wallet_label\", \"quarantine\": [] }")
			.extractingPath("$.source")
			.asString()
			.contains("cases/backfills/labels/wallet_label.sql");
	}

	@Test
	void saysThatThereIsNone() {
		assertThat(this.mvc.get().uri("/actuator/backfills/other")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(post("/actuator/backfills/other", "{ \"operation\": \"pause\" }")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void pausesAndResumesAndKeepsWhy() {
		assertThat(post(LABEL, "{ \"operation\": \"pause\", \"reason\": \"not tonight\" }")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"operation\": \"pause\", \"backfill\": { \"state\": \"paused\" } }")
			.extractingPath("$.backfill.reasons[0]")
			.asString()
			.contains("not tonight");
		assertThat(this.database.jdbc()
			.sql("SELECT count(*) FROM migrator.audit_log WHERE reason = 'not tonight'")
			.query(Integer.class)
			.single()).isEqualTo(1);
		assertThat(post(LABEL, "{ \"operation\": \"resume\" }")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.backfill.state")
			.asString()
			.isNotEqualTo("paused");
	}

	@Test
	void changesThePace() {
		assertThat(post(LABEL, "{ \"operation\": \"pace\", \"batchDuration\": \"50ms\", \"parallel\": 1 }"))
			.hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"backfill\": { \"settings\": { \"parallel\": 1, \"batchDurationMs\": 50 } } }");
		assertThat(post(LABEL, "{ \"operation\": \"pace\" }")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@Test
	void whatCannotBeDoneNowIsAConflictThatSaysWhatToDo() {
		assertThat(post(LABEL, "{ \"operation\": \"resume\" }")).hasStatus(HttpStatus.CONFLICT)
			.bodyJson()
			.isLenientlyEqualTo("{ \"operation\": \"resume\" }")
			.hasPathSatisfying("$.failure.problem",
					(problem) -> assertThat(problem).asString().contains("wallet_label"))
			.hasPathSatisfying("$.failure.nextStep", (next) -> assertThat(next).asString().isNotBlank());
	}

	@Test
	void unknownOperationsNameThoseThereAre() {
		assertThat(post(LABEL, "{ \"operation\": \"explode\" }")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(post(LABEL, "{ \"reason\": \"none\" }")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@Test
	void samplesAndRollsBack() {
		assertThat(post(LABEL, "{ \"operation\": \"sample\", \"rows\": 100 }")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"operation\": \"sample\", \"backfill\": { \"state\": \"waiting\" } }")
			.hasPathSatisfying("$.sample.rowsChanged",
					(rows) -> assertThat(rows).asNumber().satisfies((n) -> assertThat(n.intValue()).isPositive()));
		assertThat(this.database.jdbc()
			.sql("SELECT count(*) FROM wallets WHERE label IS NOT NULL")
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void healthIsUpAndNamesWhatIsNotCompleted() {
		post(LABEL, "{ \"operation\": \"pause\" }");
		assertThat(this.mvc.get().uri("/actuator/health/backfills")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"status\": \"UP\", \"details\": { \"paused\": [ \"wallet_label\" ] } }");
	}

	@Test
	void everythingInTheAnswerCanBeWrittenInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, BackfillsEndpoint.class);
		assertThat(List.of(BackfillsDescriptor.class, BackfillDescriptor.class, BackfillOperationDescriptor.class,
				Progress.class, Row.class, Sample.class, FailureDescriptor.class))
			.allSatisfy((type) -> assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints));
	}

	private MvcTestResult post(String uri, String body) {
		return this.mvc.post().uri(uri).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private void awaitState(String name, String state) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.mvc.get().uri("/actuator/backfills/" + name)).bodyJson()
				.isLenientlyEqualTo("{ \"state\": \"" + state + "\" }"));
	}

	private double measurement(String meter) {
		AtomicReference<Object> value = new AtomicReference<>();
		assertThat(this.mvc.get().uri("/actuator/metrics/" + meter)).hasStatusOk()
			.bodyJson()
			.extractingPath("$.measurements[0].value")
			.satisfies(value::set);
		return ((Number) value.get()).doubleValue();
	}

	@Nested
	@TestPropertySource(properties = "migrator.backfills.worker=true")
	class WhereItWorks {

		@Test
		void showsHowItWentAndCountsIt() {
			awaitState("wallet_label", "completed");
			assertThat(BackfillsEndpointTests.this.mvc.get().uri(LABEL)).bodyJson()
				.isLenientlyEqualTo("{ \"progress\": { \"rowsDone\": 5002, \"fraction\": 1.0, \"rounds\": 1 } }")
				.hasPath("$.startedAt")
				.hasPath("$.finishedAt");
			assertThat(measurement("migrator.backfill.rows?tag=backfill:wallet_label")).isEqualTo(5_002.0);
			assertThat(measurement("migrator.backfill.batches?tag=backfill:wallet_label")).isPositive();
			assertThat(measurement("migrator.backfill.state?tag=backfill:wallet_label&tag=state:completed"))
				.isEqualTo(1.0);
			assertThat(BackfillsEndpointTests.this.mvc.get().uri("/actuator/health/backfills")).bodyJson()
				.isLenientlyEqualTo("{ \"status\": \"UP\", \"details\": { \"completed\": 1 } }");
		}

	}

	@Nested
	@TestPropertySource(properties = { "migrator.backfills.worker=true", "migrator.backfills.attempts=1",
			"migrator.backfills.locations=classpath:cases/backfills/division" })
	class WithARowThatFails {

		private static final String RATIO = "/actuator/backfills/wallet_ratio";

		@Test
		void showsTheRowAndTriesItAgain() {
			awaitState("wallet_ratio", "incomplete");
			assertThat(BackfillsEndpointTests.this.mvc.get().uri(RATIO)).bodyJson().isLenientlyEqualTo("""
					{ "progress": { "rowsDone": 5001, "quarantined": 1 },
						"quarantine": [ { "key": [ "700" ], "error": "division by zero", "sqlState": "22012" } ] }
					""");
			assertThat(BackfillsEndpointTests.this.mvc.get().uri("/actuator/health/backfills")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo("{ \"status\": \"UP\", \"details\": { \"incomplete\": [ \"wallet_ratio\" ] } }");
			BackfillsEndpointTests.this.database.jdbc()
				.sql("UPDATE wallets SET label = 'none' WHERE id = 700")
				.update();
			assertThat(post(RATIO, "{ \"operation\": \"retry\" }")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo("{ \"retried\": 1 }");
			awaitState("wallet_ratio", "completed");
		}

	}

	@Nested
	@TestPropertySource(properties = "management.endpoint.backfills.access=read-only")
	class AsItComes {

		@Test
		void mayOnlyBeRead() {
			assertThat(post(LABEL, "{ \"operation\": \"pause\" }")).hasStatus(HttpStatus.METHOD_NOT_ALLOWED);
			assertThat(BackfillsEndpointTests.this.mvc.get().uri(LABEL)).hasStatusOk();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

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
