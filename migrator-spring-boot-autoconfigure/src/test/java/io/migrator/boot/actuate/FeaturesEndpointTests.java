package io.migrator.boot.actuate;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.migrator.gate.MigrationGate;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
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

@SpringBootTest(classes = FeaturesEndpointTests.Application.class,
		properties = { "spring.docker.compose.enabled=false", "management.endpoints.web.exposure.include=*",
				"spring.jpa.hibernate.ddl-auto=none", "spring.flyway.enabled=false",
				"management.endpoint.features.access=unrestricted",
				"migrator.features.demo.requires=migration:20260102000000_seed_wallets",
				"migrator.features.labels.requires=migration:20260103000000_label,backfill:wallet_label",
				"migrator.locations=classpath:db/migrations,classpath:cases/backfills/migrations",
				"migrator.backfills.locations=classpath:cases/backfills/labels", "migrator.backfills.worker=false" })
@AutoConfigureMockMvc
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class FeaturesEndpointTests {

	private static final String LABELS = "/actuator/features/labels";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private TestDatabase database;

	@Autowired
	private MigrationGate gate;

	@Autowired
	private MeterRegistry meters;

	@BeforeEach
	void known() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.gate.isOpen("demo"));
	}

	@Test
	void listsWhatIsOpenAndWhatTheOthersWaitFor() {
		assertThat(this.mvc.get().uri("/actuator/features")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "features": [
				  { "name": "demo", "open": true, "known": true, "missing": [],
				    "requires": [ { "requirement": "migration:20260102000000_seed_wallets", "done": true } ] },
				  { "name": "labels", "open": false, "missing": [ "backfill:wallet_label: not begun" ],
				    "requires": [ { "requirement": "migration:20260103000000_label", "done": true },
				      { "requirement": "backfill:wallet_label", "done": false, "reason": "not begun" } ] } ] }
				""").hasPathSatisfying("$.features[0].openedAt", (at) -> assertThat(at).asString().endsWith("Z"));
		assertThat(this.mvc.get().uri(LABELS)).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"name\": \"labels\", \"open\": false }");
		assertThat(this.mvc.get().uri("/actuator/features/other")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void opensAndClosesByHandAndKeepsWhoAndWhy() {
		assertThat(post("{ \"operation\": \"open\", \"reason\": \"a demo\" }")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("""
					{ "operation": "open", "feature": { "name": "labels", "open": true, "missing": [],
					  "override": { "open": true, "by": "anonymous", "reason": "a demo" } } }
					""");
		assertThat(open("labels")).isEqualTo(1);
		assertThat(this.gate.isOpen("labels")).isTrue();
		assertThat(post("{ \"operation\": \"close\", \"reason\": \"over\" }")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.feature.missing[0]")
			.isEqualTo("forced closed by anonymous: over");
		assertThat(post("{ \"operation\": \"auto\" }")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.feature.missing[0]")
			.isEqualTo("backfill:wallet_label: not begun");
		assertThat(this.database.jdbc()
			.sql("SELECT action || coalesce(': ' || reason, '') FROM migrator.audit_log WHERE migration = 'labels'"
					+ " ORDER BY entry")
			.query(String.class)
			.list())
			.containsExactly("feature forced open: a demo", "feature forced closed: over", "feature override removed");
	}

	@Test
	void saysWhatCannotBeDone() {
		assertThat(post("{ \"operation\": \"explode\" }")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(post("{ \"reason\": \"none\" }")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(this.mvc.post()
			.uri("/actuator/features/other")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{ \"operation\": \"open\" }")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void metersTellWhatIsOpen() {
		assertThat(open("demo")).isEqualTo(1);
		assertThat(open("labels")).isZero();
	}

	@Test
	void everythingInTheAnswerCanBeWrittenInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, FeaturesEndpoint.class);
		assertThat(List.of(FeaturesDescriptor.class, FeatureDescriptor.class, FeatureOperationDescriptor.class,
				FeatureDescriptor.Requirement.class, FeatureDescriptor.Override.class))
			.allSatisfy((type) -> assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints));
	}

	private double open(String feature) {
		return this.meters.get("migrator.feature.open").tag("feature", feature).gauge().value();
	}

	private MvcTestResult post(String body) {
		return this.mvc.post().uri(LABELS).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	@Nested
	@TestPropertySource(properties = "management.endpoint.features.access=read-only")
	class ReadOnly {

		@Autowired
		private MockMvcTester readOnly;

		@Test
		void cannotBeOverridden() {
			assertThat(this.readOnly.get().uri(LABELS)).hasStatusOk();
			assertThat(this.readOnly.post()
				.uri(LABELS)
				.contentType(MediaType.APPLICATION_JSON)
				.content("{ \"operation\": \"open\" }")).hasStatus(HttpStatus.METHOD_NOT_ALLOWED);
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
