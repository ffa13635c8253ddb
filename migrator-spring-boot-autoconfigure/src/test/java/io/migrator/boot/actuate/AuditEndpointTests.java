package io.migrator.boot.actuate;

import java.util.List;

import javax.sql.DataSource;

import io.migrator.test.TestDatabase;
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
 * Approvals and the audit log over HTTP, on the word of whoever is logged in.
 */
@SpringBootTest(classes = AuditEndpointTests.Application.class, properties = { "spring.docker.compose.enabled=false",
		"management.endpoints.web.exposure.include=*", "spring.jpa.hibernate.ddl-auto=none",
		"spring.flyway.enabled=false", "spring.application.name=audited", "spring.application.version=1.7",
		"management.endpoint.migrations.access=unrestricted", "management.endpoint.backfills.access=unrestricted",
		"migrator.backfills.worker=false", "migrator.backfills.locations=classpath:cases/backfills/labels",
		"migrator.locations=classpath:db/migrations,classpath:cases/held,classpath:cases/backfills/migrations" })
@AutoConfigureMockMvc
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class AuditEndpointTests {

	private static final String HELD = "20260105000000_needs_approval";

	private static final String URI = "/actuator/migrations/" + HELD;

	@Autowired
	private MockMvcTester mvc;

	@Test
	void anApprovalLetsTheNextDeployApplyWhatIsHeldAndBothAreAudited() {
		assertThat(post("ann", URI, "{ \"operation\": \"approve\", \"reason\": \"four eyes\" }")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"operation\": \"approve\", \"migration\": { \"state\": \"pending\" } }");
		assertThat(deploy("bob")).hasStatusOk().bodyJson().extractingPath("$.applied").asArray().contains(HELD);
		assertThat(this.mvc.get().uri("/actuator/audit?subject=" + HELD)).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("""
					{ "entries": [
						{ "action": "deploy", "subject": "%1$s", "principal": "bob", "databaseUser": "postgres",
							"application": "audited", "applicationVersion": "1.7" },
						{ "action": "approve", "subject": "%1$s", "principal": "ann", "reason": "four eyes" } ] }
					""".formatted(HELD))
			.hasPath("$.entries[0].at")
			.hasPath("$.entries[0].host")
			.doesNotHavePath("$.before");
		assertThat(post("ann", URI, "{ \"operation\": \"revoke\" }")).hasStatus(HttpStatus.CONFLICT)
			.bodyJson()
			.extractingPath("$.failure.problem")
			.asString()
			.contains("is applied already");
	}

	@Test
	void anApprovalCanBeTakenBack() {
		post("ann", URI, "{ \"operation\": \"approve\" }");
		assertThat(post("ann", URI, "{ \"operation\": \"revoke\", \"reason\": \"not today\" }")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{ \"operation\": \"revoke\", \"migration\": { \"state\": \"held\" } }");
		assertThat(deploy("bob")).bodyJson().extractingPath("$.held").asArray().contains(HELD);
	}

	@Test
	void whatCannotBeApprovedSaysWhy() {
		assertThat(post("ann", "/actuator/migrations/nope", "{ \"operation\": \"approve\" }"))
			.hasStatus(HttpStatus.NOT_FOUND);
		assertThat(post("ann", URI, "{ \"operation\": \"explode\" }")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(post("ann", "/actuator/migrations/20260101000000_create_wallets", "{ \"operation\": \"approve\" }"))
			.hasStatus(HttpStatus.CONFLICT)
			.bodyText()
			.contains("does not require approval");
	}

	@Test
	void anOperatorOfABackfillIsNamed() {
		assertThat(post("cleo", "/actuator/backfills/wallet_label", "{ \"operation\": \"pause\" }")).hasStatusOk();
		assertThat(this.mvc.get().uri("/actuator/audit?size=1")).bodyJson().isLenientlyEqualTo("""
				{ "entries": [ { "action": "backfill pause", "subject": "wallet_label", "principal": "cleo" } ] }
				""");
	}

	@Test
	void pagesFromTheLatestOn() {
		MvcTestResult first = this.mvc.get().uri("/actuator/audit?size=1").exchange();
		assertThat(first).bodyJson().extractingPath("$.entries[*].number").asArray().hasSize(1);
		assertThat(first).bodyJson().extractingPath("$.before").isNotNull().satisfies((before) -> {
			MvcTestResult second = this.mvc.get().uri("/actuator/audit?size=100&within=1h&before=" + before).exchange();
			assertThat(second).hasStatusOk()
				.bodyJson()
				.extractingPath("$.entries[*].number")
				.asArray()
				.isNotEmpty()
				.doesNotContain(before);
		});
		assertThat(this.mvc.get().uri("/actuator/audit?since=2999-01-01T00:00:00Z")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.entries")
			.asArray()
			.isEmpty();
		assertThat(this.mvc.get().uri("/actuator/audit?size=0")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(this.mvc.get().uri("/actuator/audit?since=yesterday")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@Test
	void everythingInTheAnswerCanBeWrittenInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, AuditEndpoint.class,
				MigrationsEndpoint.class);
		assertThat(List.of(AuditDescriptor.class, AuditDescriptor.Entry.class, MigrationOperationDescriptor.class))
			.allSatisfy((type) -> assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints));
	}

	/** A deploy has no body, and so no type of one. */
	private MvcTestResult deploy(String principal) {
		return this.mvc.post().uri("/actuator/migrations").principal(() -> principal).exchange();
	}

	private MvcTestResult post(String principal, String uri, String body) {
		return this.mvc.post()
			.uri(uri)
			.principal(() -> principal)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
	}

	@Nested
	@TestPropertySource(properties = "management.endpoint.migrations.access=read-only")
	class AsItComes {

		@Test
		void mayOnlyBeRead() {
			assertThat(post("ann", URI, "{ \"operation\": \"approve\" }")).hasStatus(HttpStatus.METHOD_NOT_ALLOWED);
			assertThat(AuditEndpointTests.this.mvc.get().uri("/actuator/audit")).hasStatusOk();
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
