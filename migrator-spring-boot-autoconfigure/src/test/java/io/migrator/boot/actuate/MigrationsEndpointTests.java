package io.migrator.boot.actuate;

import javax.sql.DataSource;

import io.migrator.backup.Backup;
import io.migrator.backup.DatabaseBackup;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint over HTTP.
 */
@SpringBootTest(properties = { "spring.docker.compose.enabled=false", "management.endpoints.web.exposure.include=*",
		"migrator.locations=classpath:db/migrations,classpath:cases/held", "spring.jpa.hibernate.ddl-auto=none",
		"management.endpoint.health.group.readiness.include=readinessState,migrations",
		"management.endpoint.health.probes.enabled=true", "management.endpoint.health.show-details=always",
		"spring.flyway.enabled=false", "management.info.migrations.enabled=true" })
@AutoConfigureMockMvc
class MigrationsEndpointTests {

	private static final TestDatabase DATABASE = TestDatabase.create();

	@Autowired
	private MockMvcTester mvc;

	@AfterAll
	static void drop() {
		DATABASE.close();
	}

	@Test
	void listsThePlanWithReasons() {
		assertThat(this.mvc.get().uri("/actuator/migrations")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo(
					"""
							{
								"migrations": [
									{ "id": "20260101000000_create_wallets", "state": "applied", "next": false, "reasons": [] },
									{ "id": "20260102000000_seed_wallets", "state": "applied" },
									{ "id": "20260105000000_needs_approval", "state": "held",
										"reasons": [ "requires approval: 'migrator approve 20260105000000_needs_approval' gives it" ] }
								],
								"summary": { "applied": 2, "held": 1, "pending": 0 },
								"upToDate": true,
								"warnings": [],
								"problems": [],
								"page": { "number": 0, "size": 100, "totalElements": 3, "totalPages": 1 }
							}
							""");
	}

	@Test
	void pagesAndFilters() {
		assertThat(this.mvc.get().uri("/actuator/migrations?page=1&size=2")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.migrations[*].id")
			.asArray()
			.containsExactly("20260105000000_needs_approval");
		assertThat(this.mvc.get().uri("/actuator/migrations?state=applied&size=1")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("""
					{ "page": { "number": 0, "size": 1, "totalElements": 2, "totalPages": 2 },
						"summary": { "applied": 2, "held": 1 } }
					""");
		assertThat(this.mvc.get().uri("/actuator/migrations?page=7")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.migrations")
			.asArray()
			.isEmpty();
		assertThat(this.mvc.get().uri("/actuator/migrations?size=0")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(this.mvc.get().uri("/actuator/migrations?state=bogus")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@Test
	void showsOneWithHistoryAndMaskedStatements() {
		assertThat(this.mvc.get().uri("/actuator/migrations/20260101000000_create_wallets")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("""
					{
						"id": "20260101000000_create_wallets",
						"state": "applied",
						"history": { "state": "applied", "statements": 2, "statementsDone": 2, "attempts": 1 },
						"script": {
							"name": "db/migrations/20260101000000_create_wallets/migration.sql",
							"more": false,
							"statements": [
								{ "number": 1, "line": 1, "kind": "CREATE TABLE" },
								{ "number": 2, "line": 5, "kind": "COMMENT",
									"text": "COMMENT ON TABLE wallets IS '…';" }
							]
						}
					}
					""");
	}

	@Test
	void answersNotFoundForAnUnknownId() {
		assertThat(this.mvc.get().uri("/actuator/migrations/nope")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void mayOnlyBeReadUnlessConfigured() {
		assertThat(this.mvc.post().uri("/actuator/migrations")).hasStatus(HttpStatus.METHOD_NOT_ALLOWED);
	}

	@Test
	void readinessGroupHasTheHealthOfTheMigrations() {
		assertThat(this.mvc.get().uri("/actuator/health/readiness")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "status": "UP",
					"components": { "migrations": { "status": "UP", "details": { "applied": 2, "held": 1 } } } }
				""");
	}

	@Test
	void infoTellsTheVersionOfTheSchema() {
		assertThat(this.mvc.get().uri("/actuator/info")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "migrations": { "version": "20260102000000", "migration": "20260102000000_seed_wallets",
					"applied": 2, "pending": 0, "held": 1, "failed": 0 } }
				""").extractingPath("$.migrations.fingerprint").asString().matches("[0-9a-f]{32,64}");
	}

	@Test
	void metricsAreThere() {
		assertThat(this.mvc.get().uri("/actuator/metrics/migrator.migrations.applied")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.measurements[0].value")
			.isEqualTo(2.0);
	}

	@Nested
	@TestPropertySource(properties = { "management.endpoint.migrations.access=unrestricted", "migrator.startup=none",
			"migrator.schema=other", "migrator.locations=classpath:cases/after-start",
			"migrator.backup.mode=required" })
	class WithUnrestrictedAccess {

		@TestConfiguration(proxyBeanMethods = false)
		static class Backups {

			@Bean
			DatabaseBackup snapshots() {
				return (request) -> new Backup("snapshot 1", "snapshots restore 1");
			}

		}

		@Test
		void deploysAndIsOutOfServiceUntilThen(@Autowired MockMvcTester mvc) {
			assertThat(mvc.get().uri("/actuator/health/readiness")).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
			assertThat(mvc.post().uri("/actuator/migrations")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
					{ "applied": [ "20260103000000_portfolios", "20260104000000_slow_index" ], "held": [],
						"backup": { "location": "snapshot 1", "restoreCommand": "snapshots restore 1" } }
					""");
		}

	}

	@Nested
	@TestPropertySource(properties = { "management.endpoint.migrations.access=unrestricted", "migrator.startup=none",
			"migrator.schema=failing", "migrator.locations=classpath:cases/broken" })
	class WithAFailingMigration {

		@Test
		void tellsWhyADeployFailed(@Autowired MockMvcTester mvc) {
			assertThat(mvc.post().uri("/actuator/migrations")).hasStatus(HttpStatus.INTERNAL_SERVER_ERROR)
				.bodyText()
				.contains("division by zero", "nextStep", "databaseState");
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		DataSource dataSource() {
			return DATABASE.dataSource();
		}

	}

}
