package io.migrator.boot.gate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.migrator.boot.gate.RequiresFeature.Otherwise;
import io.migrator.gate.MigrationGate;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = RequiresFeatureTests.Application.class,
		properties = { "spring.docker.compose.enabled=false", "spring.jpa.hibernate.ddl-auto=none",
				"spring.flyway.enabled=false",
				"migrator.features.demo.requires=migration:20260102000000_seed_wallets" })
@ContextConfiguration(initializers = RequiresFeatureTests.Database.class)
@DirtiesContext
class RequiresFeatureTests {

	@LocalServerPort
	private int port;

	@Autowired
	private MigrationGate gate;

	@Autowired
	private Guarded guarded;

	@Test
	void letsCallsThroughWhileTheFeatureIsOpenAndNoneElse() throws Exception {
		this.gate.override("demo", true, null, "test");
		assertThat(get("/found").body()).isEqualTo("found");
		assertThat(get("/served").body()).isEqualTo("served");
		assertThat(this.guarded.greet()).isEqualTo("hello");

		this.gate.override("demo", false, null, "test");
		HttpResponse<String> found = get("/found");
		assertThat(found.statusCode()).isEqualTo(404);
		assertThat(found.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(found.headers().firstValue("Retry-After")).isEmpty();
		assertThat(found.body()).as("as if there were nothing of the kind").doesNotContain("demo").contains("404");
		HttpResponse<String> served = get("/served");
		assertThat(served.statusCode()).isEqualTo(503);
		assertThat(served.headers().firstValue("Retry-After")).hasValue("5");
		assertThat(served.body()).contains("Feature demo is closed for now");
		assertThat(get("/both").statusCode()).isEqualTo(503);
		assertThat(get("/anything").body()).isEqualTo("anything");
		assertThatExceptionOfType(FeatureClosedException.class).isThrownBy(this.guarded::greet)
			.satisfies((ex) -> assertThat(ex.feature()).isEqualTo("demo"))
			.satisfies((ex) -> assertThat(ex.otherwise()).isEqualTo(Otherwise.NOT_FOUND));
	}

	@Test
	void aClassAndItsMethodRequireBoth() throws Exception {
		this.gate.override("demo", true, null, "test");
		assertThat(get("/both").statusCode()).as("the method's is never done").isEqualTo(404);
	}

	@Test
	void isAnsweredAlikeInWebFlux() {
		WebTestClient client = WebTestClient.bindToController(new Reactive())
			.controllerAdvice(new FeatureClosedAdvice())
			.build();
		client.get()
			.uri("/reactive")
			.exchange()
			.expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.valueEquals("Retry-After", "5")
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("Feature demo is closed for now");
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return get(this.port, path);
	}

	static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
					BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Methods.class, Both.class, Guarded.class, CatchAll.class })
	static class Application {

	}

	static class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		private static final TestDatabase DATABASE = TestDatabase.create();

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestPropertyValues
				.of("spring.datasource.url=" + DATABASE.url(), "spring.datasource.username=postgres",
						"migrator.locations=classpath:db/migrations,classpath:cases/held")
				.applyTo(context);
		}

	}

	@RestController
	static class Methods {

		@GetMapping("/found")
		@RequiresFeature("demo")
		String found() {
			return "found";
		}

		@GetMapping("/served")
		@RequiresFeature(value = "demo", otherwise = Otherwise.SERVICE_UNAVAILABLE)
		String served() {
			return "served";
		}

		@GetMapping("/anything")
		String anything() {
			return "anything";
		}

	}

	@RestController
	@RequiresFeature(value = "demo", otherwise = Otherwise.SERVICE_UNAVAILABLE)
	static class Both {

		@GetMapping("/both")
		@RequiresFeature("migration:20260105000000_needs_approval")
		String both() {
			return "both";
		}

	}

	@Service
	public static class Guarded {

		@RequiresFeature("demo")
		public String greet() {
			return "hello";
		}

	}

	@ControllerAdvice
	static class CatchAll {

		@ExceptionHandler
		@ResponseStatus(HttpStatus.INSUFFICIENT_STORAGE)
		void all(Exception ex) {
		}

	}

	@RestController
	static class Reactive {

		@GetMapping("/reactive")
		String reactive() {
			throw new FeatureClosedException("demo", Otherwise.SERVICE_UNAVAILABLE);
		}

	}

}
