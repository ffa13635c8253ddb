package io.migrator.sample;

import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class OperatorViewTests {

	@LocalServerPort
	private int port;

	@Test
	void listsEveryMigrationInItsOrder() {
		SampleMigrations.awaitAll(this.port);
		String body = Http.get(this.port, "/actuator/migrations?state=applied");

		assertThat(JsonPath.<List<String>>read(body, "$.migrations[*].id")).isEqualTo(SampleMigrations.EVERYWHERE);
	}

	@Test
	void tellsWhatBecameOfOneMigration() {
		String id = SampleMigrations.EVERYWHERE.get(0);

		String body = Http.get(this.port, "/actuator/migrations/" + id);

		assertThat(JsonPath.<String>read(body, "$.state")).isEqualTo("applied");
		assertThat(JsonPath.<Integer>read(body, "$.history.statements")).isEqualTo(7);
		assertThat(JsonPath.<Integer>read(body, "$.history.attempts")).isEqualTo(1);
	}

	@Test
	void doesNotCountDemoDataAsPendingWhereItDoesNotBelong() {
		SampleMigrations.awaitAll(this.port);
		String body = Http.get(this.port, "/actuator/migrations");

		assertThat(JsonPath.<Integer>read(body, "$.summary.pending")).isZero();
		assertThat(JsonPath.<Boolean>read(body, "$.upToDate")).isTrue();
	}

	@Test
	void isReadyOnceMigrated() {
		String body = Http.get(this.port, "/actuator/health/readiness");

		assertThat(JsonPath.<String>read(body, "$.components.migrations.status")).isEqualTo("UP");
	}

	@Test
	void refusesToDeployByHttpUnlessAllowed() {
		RestTestClient.bindToServer()
			.baseUrl("http://localhost:" + this.port)
			.build()
			.post()
			.uri("/actuator/migrations")
			.exchange()
			.expectStatus()
			.isEqualTo(405);
	}

}
