package io.migrator.boot.actuate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import io.migrator.boot.actuate.DriftDescriptor.DetailDescriptor;
import io.migrator.boot.actuate.DriftDescriptor.DriftedObjectDescriptor;
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
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Drift over HTTP: the endpoint, the health and the meters.
 */
@SpringBootTest(classes = DriftEndpointTests.Application.class,
		properties = { "spring.docker.compose.enabled=false", "management.endpoints.web.exposure.include=*",
				"spring.jpa.hibernate.ddl-auto=none", "management.endpoint.health.show-details=always",
				"spring.flyway.enabled=false", "management.endpoint.drift.access=unrestricted" })
@AutoConfigureMockMvc
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class DriftEndpointTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private TestDatabase database;

	@Test
	void saysThatNobodyHasCheckedYet() {
		assertThat(this.mvc.get().uri("/actuator/drift")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "message": "The schema was not checked yet: POST to this endpoint, run 'migrator drift', or set \
				migrator.drift.schedule", "objects": [] }
				""").doesNotHavePath("$.drifted");
		assertThat(this.mvc.get().uri("/actuator/health/drift")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "status": "UNKNOWN", "details": { "reason": "The schema was not checked yet" } }
				""");
	}

	@Test
	void checksNowAndServesWhatWasFound() {
		addColumn();
		assertThat(this.mvc.post().uri("/actuator/drift")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"drifted\": true, \"count\": 1 }");
		assertShown();
	}

	@Test
	void tellsThatAllIsAsExpected() {
		assertThat(this.mvc.post().uri("/actuator/drift")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "drifted": false, "count": 0, "message": "The schema is as expected", "objects": [],
					"restore": "", "adopt": "" }
				""");
		assertThat(this.mvc.get().uri("/actuator/health/drift")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"status\": \"UP\", \"details\": { \"drifted\": 0 } }");
		assertThat(measurement("migrator.drift.checks")).isEqualTo(1.0);
		assertThat(measurement("migrator.drift.objects")).isEqualTo(0.0);
	}

	@Test
	void healthIsUpWithDriftAndNamesIt() {
		addColumn();
		this.mvc.post().uri("/actuator/drift").exchange();
		assertThat(this.mvc.get().uri("/actuator/health")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "status": "UP", "components": { "drift": { "status": "UP",
					"details": { "drifted": 1, "objects": [ "table public.wallets is changed" ] } } } }
				""");
		assertThat(measurement("migrator.drift.objects")).isEqualTo(1.0);
		assertThat(measurement("migrator.drift.age")).isBetween(0.0, 60.0);
	}

	@Test
	void everythingInTheAnswerCanBeWrittenInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, DriftEndpoint.class);
		assertThat(List.of(DriftDescriptor.class, DriftedObjectDescriptor.class, DetailDescriptor.class,
				FailureDescriptor.class))
			.allSatisfy((type) -> assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints));
	}

	private void addColumn() {
		this.database.jdbc().sql("ALTER TABLE wallets ADD COLUMN note text").update();
	}

	private void assertShown() {
		assertThat(this.mvc.get().uri("/actuator/drift")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("""
					{ "drifted": true, "count": 1, "message": "1 object is not as expected",
						"restore": "ALTER TABLE public.wallets DROP COLUMN note;\\n",
						"adopt": "ALTER TABLE public.wallets ADD COLUMN note text;\\n",
						"objects": [ { "kind": "table", "name": "public.wallets", "change": "changed",
							"details": [ { "attribute": "exists", "expected": "no", "found": "yes" } ],
							"restore": "ALTER TABLE public.wallets DROP COLUMN note;\\n",
							"adopt": "ALTER TABLE public.wallets ADD COLUMN note text;\\n" } ] }
					""")
			.hasPathSatisfying("$.objects[0].losses", (losses) -> assertThat(losses).asArray().hasSize(1))
			.hasPathSatisfying("$.expectation",
					(expectation) -> assertThat(expectation).asString().startsWith("the snapshot of the last deploy"));
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
	@TestPropertySource(properties = "migrator.drift.schedule=* * * * * *")
	class WithASchedule {

		@Test
		void theNextCheckShowsAColumnThatSomebodyAdded() {
			addColumn();
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(DriftEndpointTests.this.mvc.get().uri("/actuator/drift")).bodyJson()
					.isLenientlyEqualTo("{ \"drifted\": true }"));
			assertShown();
		}

	}

	@Nested
	@TestPropertySource(properties = "management.endpoint.drift.access=read-only")
	class AsItComes {

		@Test
		void mayOnlyBeRead() {
			assertThat(DriftEndpointTests.this.mvc.post().uri("/actuator/drift"))
				.hasStatus(HttpStatus.METHOD_NOT_ALLOWED);
		}

	}

	@Nested
	@TestPropertySource(properties = { "migrator.drift.expect=migrations",
			"migrator.drift.shadow-url=jdbc:postgresql://localhost:1/nowhere" })
	class WithoutAShadow {

		@Test
		void tellsWhyItCouldNotCheck() {
			assertThat(DriftEndpointTests.this.mvc.post().uri("/actuator/drift"))
				.hasStatus(HttpStatus.INTERNAL_SERVER_ERROR)
				.bodyJson()
				.hasPathSatisfying("$.failure.nextStep",
						(next) -> assertThat(next).asString().contains("migrator.drift.shadow-url"))
				.extractingPath("$.message")
				.isEqualTo("The schema could not be checked");
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
