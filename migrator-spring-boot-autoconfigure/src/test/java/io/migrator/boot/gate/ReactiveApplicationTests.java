package io.migrator.boot.gate;

import java.io.IOException;
import java.net.http.HttpResponse;

import io.migrator.boot.gate.RequiresFeature.Otherwise;
import io.migrator.gate.MigrationGate;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application on WebFlux, over its own server.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = ReactiveApplicationTests.Application.class,
		properties = { "spring.main.web-application-type=reactive", "spring.docker.compose.enabled=false",
				"spring.jpa.hibernate.ddl-auto=none", "spring.flyway.enabled=false",
				"management.endpoints.web.exposure.include=*",
				"migrator.features.demo.requires=migration:20260102000000_seed_wallets" })
@ContextConfiguration(initializers = ReactiveApplicationTests.Database.class)
@DirtiesContext
class ReactiveApplicationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private MigrationGate gate;

	@Autowired
	private ConfigurableApplicationContext context;

	@Test
	void whatIsClosedIsAnsweredByTheReactiveServer() throws Exception {
		assertThat(this.context).isInstanceOf(ReactiveWebServerApplicationContext.class);
		this.gate.override("demo", true, null, "test");
		assertThat(get("/found").body()).isEqualTo("found");
		assertThat(get("/served").body()).isEqualTo("served");

		this.gate.override("demo", false, null, "test");
		HttpResponse<String> found = get("/found");
		assertThat(found.statusCode()).isEqualTo(404);
		assertThat(found.body()).as("as if there were nothing of the kind").doesNotContain("demo");
		HttpResponse<String> served = get("/served");
		assertThat(served.statusCode()).isEqualTo(503);
		assertThat(served.headers().firstValue("Retry-After")).hasValue("5");
		assertThat(served.body()).contains("Feature demo is closed for now");
	}

	@Test
	void theEndpointsAreServedByTheReactiveServer() throws Exception {
		HttpResponse<String> migrations = get("/actuator/migrations");
		assertThat(migrations.statusCode()).isEqualTo(200);
		assertThat(migrations.body()).contains("20260102000000_seed_wallets").contains("applied");
		assertThat(get("/actuator/migrations/20260102000000_seed_wallets").body()).contains("statements");
		assertThat(get("/actuator/health").body()).contains("UP");
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return RequiresFeatureTests.get(this.port, path);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Guarded.class)
	static class Application {

	}

	static class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		private static final TestDatabase DATABASE = TestDatabase.create();

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestPropertyValues
				.of("spring.datasource.url=" + DATABASE.url(), "spring.datasource.username=postgres",
						"migrator.locations=classpath:db/migrations")
				.applyTo(context);
		}

	}

	@RestController
	static class Guarded {

		@GetMapping("/found")
		@RequiresFeature("demo")
		Mono<String> found() {
			return Mono.just("found");
		}

		@GetMapping("/served")
		@RequiresFeature(value = "demo", otherwise = Otherwise.SERVICE_UNAVAILABLE)
		Mono<String> served() {
			return Mono.just("served");
		}

	}

}
