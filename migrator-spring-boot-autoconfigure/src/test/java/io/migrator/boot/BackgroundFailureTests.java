package io.migrator.boot;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.migrator.error.ExitCodes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations that fail in the background.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class BackgroundFailureTests {

	private static final String BROKEN = "--migrator.locations=classpath:db/migrations,classpath:cases/broken";

	private final HeldUpDatabase held = new HeldUpDatabase();

	@AfterEach
	void drop() {
		this.held.close();
	}

	@Test
	void failTheStartThatIsNotOverAsOneThatWaitsWouldHave(CapturedOutput output) {
		assertThatExceptionOfType(StartFailedException.class)
			.isThrownBy(() -> this.held.start(RunsUntilFailure.class, BROKEN))
			.satisfies((ex) -> assertThat(((ExitCodeGenerator) ex).getExitCode()).isEqualTo(ExitCodes.FAILED));
		assertThat(output).contains("Migrating in the background failed; the application exits", "division by zero",
				"APPLICATION FAILED TO START");
	}

	@Test
	void leaveTheApplicationUpAndNotReadyIfItIsToStay(CapturedOutput output) {
		try (ConfigurableApplicationContext context = this.held.start(BackgroundStartTests.Application.class, BROKEN,
				"--migrator.startup.async-on-failure=stay")) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> HeldUpDatabase.get(context, "/actuator/health/readiness").body().contains("DOWN"));
			HttpResponse<String> readiness = HeldUpDatabase.get(context, "/actuator/health/readiness");
			assertThat(readiness.statusCode()).isEqualTo(503);
			assertThat(HeldUpDatabase.get(context, "/actuator/health").body()).contains("\"start\":\"failed\"",
					"division by zero");
			assertThat(HeldUpDatabase.get(context, "/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(HeldUpDatabase.get(context, "/orders").body()).contains("The schema is not going to be there",
					"division by zero");
			assertThat(HeldUpDatabase.get(context, "/actuator/migrations").body()).contains("\"failed\":1");
			assertThat(output).contains("the application stays up, not ready", "division by zero");
		}
	}

	@Test
	void endAProcessThatIsUpAlreadyWithTheCodeOfTheFailure() throws Exception {
		Process process = process("--migrator.locations=classpath:cases/slow,classpath:cases/slow-broken");
		StringBuffer output = new StringBuffer();
		Thread reader = read(process, output);
		try {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> this.held.waiting() == 1 && output.toString().contains("Started "));
			this.held.letGo();
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output.toString()).isTrue();
			reader.join();
			assertThat(process.exitValue()).as(output.toString()).isEqualTo(ExitCodes.FAILED);
			assertThat(output).contains("Migrating in the background failed; the application exits",
					"division by zero");
		}
		finally {
			process.destroyForcibly();
		}
	}

	private Process process(String... more) throws IOException {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "-Xmx256m", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
		command.addAll(this.held.arguments(more));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	private static Thread read(Process process, StringBuffer output) {
		Thread reader = new Thread(() -> process.inputReader(StandardCharsets.UTF_8)
			.lines()
			.forEach((line) -> output.append(line).append('\n')));
		reader.setDaemon(true);
		reader.start();
		return reader;
	}

	/**
	 * An application in a process of its own.
	 */
	static final class Main {

		public static void main(String[] args) {
			SpringApplication.run(BackgroundStartTests.Application.class, args);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
	@Import(BackgroundStartTests.Orders.class)
	static class RunsUntilFailure {

		@Bean
		ApplicationRunner runner(SchemaGate gate) {
			return (arguments) -> Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> gate.failure() != null);
		}

	}

}
