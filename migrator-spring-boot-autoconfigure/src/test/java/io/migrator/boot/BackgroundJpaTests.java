package io.migrator.boot;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.migrator.wallets.WalletApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JPA in an application that migrates in the background.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class BackgroundJpaTests {

	private static final String LOCATIONS = "--migrator.locations=classpath:cases/slow,classpath:db/migrations";

	private final HeldUpDatabase held = new HeldUpDatabase();

	@AfterEach
	void drop() {
		this.held.close();
	}

	@Test
	void hibernateThatDoesNotAskTheDatabaseLeavesTheWebServerAlone() throws Exception {
		try (ConfigurableApplicationContext context = this.held.start(WalletApplication.class, LOCATIONS,
				"--spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access=false",
				"--spring.jpa.database=postgresql")) {
			assertThat(HeldUpDatabase.get(context, "/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(HeldUpDatabase.get(context, "/actuator/health/readiness").statusCode()).isEqualTo(503);
			CompletableFuture<HttpResponse<String>> wallets = HeldUpDatabase.ask(context, "/wallets");
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.held.waiting() == 1);
			assertThat(wallets).isNotDone();
			this.held.letGo();
			assertThat(wallets.get(30, TimeUnit.SECONDS).body()).isEqualTo("2");
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> HeldUpDatabase.get(context, "/actuator/health/readiness").statusCode() == 200);
		}
	}

	@ParameterizedTest
	@CsvSource({ "default, default", "deferred, async" })
	void hibernateThatAsksTheDatabaseMakesTheStartWait(String mode, String bootstrap, CapturedOutput output) {
		CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture
			.supplyAsync(() -> this.held.start(WalletApplication.class, LOCATIONS,
					"--spring.data.jpa.repositories.bootstrap-mode=" + mode, "--spring.jpa.bootstrap=" + bootstrap,
					"--spring.jpa.hibernate.ddl-auto=validate"));
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.held.waiting() == 1);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> output.toString().contains("asked for a connection while the application starts"));
		assertThat(start).isNotDone();
		this.held.letGo();
		assertThat(start).succeedsWithin(Duration.ofSeconds(30)).satisfies((context) -> {
			try (context) {
				assertThat(HeldUpDatabase.get(context, "/wallets").body()).isEqualTo("2");
			}
		});
	}

}
