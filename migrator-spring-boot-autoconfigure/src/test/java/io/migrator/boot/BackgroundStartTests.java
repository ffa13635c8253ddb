package io.migrator.boot;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.migrator.run.MigratorEvent.DeployFinished;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications over HTTP that migrate in the background.
 */
@Timeout(120)
class BackgroundStartTests {

	private static final String SLOW = "--migrator.locations=classpath:cases/slow";

	private final HeldUpDatabase held = new HeldUpDatabase();

	@AfterEach
	void drop() {
		this.held.close();
	}

	@Test
	void theWebServerAnswersMeanwhileAndIsNotReadyUntilTheSchemaIsThere() throws Exception {
		try (ConfigurableApplicationContext context = this.held.start(Application.class, SLOW)) {
			assertThat(status(context, "/actuator/health/liveness")).isEqualTo(200);
			HttpResponse<String> readiness = HeldUpDatabase.get(context, "/actuator/health/readiness");
			assertThat(readiness.statusCode()).isEqualTo(503);
			assertThat(readiness.body()).contains("OUT_OF_SERVICE");
			CompletableFuture<HttpResponse<String>> orders = HeldUpDatabase.ask(context, "/orders");
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.held.waiting() == 1);
			assertThat(HeldUpDatabase.ask(context, "/actuator/health")).succeedsWithin(Duration.ofSeconds(10))
				.satisfies((health) -> assertThat(health.body()).contains("isValid()", "\"start\":\"migrating\""));
			assertThat(HeldUpDatabase.get(context, "/actuator/migrations").body()).contains("20260103000000_slow",
					"pending");
			assertThat(orders).isNotDone();
			assertThat(context.getBean(Application.class).heard).isEmpty();
			this.held.letGo();
			assertThat(orders.get(30, TimeUnit.SECONDS).body()).isEqualTo("[first, second]");
			awaitReady(context);
			assertThat(context.getBean(Application.class).heard).hasSize(2).first().isInstanceOf(DeployFinished.class);
			assertThat(context.getBean(MigratorInitializer.class).result().applied())
				.containsExactly("20260103000000_slow");
		}
	}

	@Test
	void aCallThatWaitedLongEnoughFailsReadably() {
		try (ConfigurableApplicationContext context = this.held.start(Application.class, SLOW,
				"--migrator.startup.async-wait=300ms")) {
			HttpResponse<String> orders = HeldUpDatabase.get(context, "/orders");
			assertThat(orders.statusCode()).isEqualTo(503);
			assertThat(orders.body()).contains("The schema is not there yet", "migrator.startup.async-wait",
					"health indicator 'migrations'");
			this.held.letGo();
			awaitReady(context);
			assertThat(HeldUpDatabase.get(context, "/orders").body()).isEqualTo("[first, second]");
		}
	}

	@Test
	void seedsAndWhatRunsAfterTheStartComeAfterTheMigrations() {
		try (ConfigurableApplicationContext context = this.held.start(Application.class,
				"--migrator.locations=classpath:db/migrations,classpath:cases/slow,"
						+ "classpath:cases/slow-after-start",
				"--migrator.seeds.locations=classpath:cases/seeds/wallets", "--migrator.seeds.environments=demo",
				"--migrator.environment=demo")) {
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.held.waiting() == 1);
			assertThat(this.held.exists("wallets_owner")).isFalse();
			assertThat(actions()).doesNotContain("seed");
			this.held.letGo();
			awaitReady(context);
			assertThat(actions()).contains("seed");
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.held.exists("wallets_owner"));
		}
	}

	@Test
	void anApplicationThatIsStoppedMeanwhileLeavesNothingHalf() throws Exception {
		ConfigurableApplicationContext context = this.held.start(Application.class, SLOW);
		CompletableFuture<HttpResponse<String>> orders = HeldUpDatabase.ask(context, "/orders");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.held.waiting() == 1);
		CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
		assertThat(closed).succeedsWithin(Duration.ofSeconds(30));
		assertThat(orders.get(5, TimeUnit.SECONDS).body()).contains("The application stops");
		assertThat(threads()).doesNotContain("migrator-start");
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> this.held.waiting() == 0);
		assertThat(this.held.exists("orders")).isFalse();
		assertThat(
				this.held.jdbc().sql("SELECT count(*) FROM migrator.migration_history").query(Integer.class).single())
			.isZero();
		this.held.letGo();
		try (ConfigurableApplicationContext next = this.held.start(Application.class, SLOW,
				"--migrator.startup.async=false")) {
			assertThat(HeldUpDatabase.get(next, "/orders").body()).isEqualTo("[first, second]");
			awaitReady(next);
		}
	}

	@Test
	void theGateIsInNobodysWay() throws Exception {
		this.held.letGo();
		try (ConfigurableApplicationContext context = this.held.start(Application.class, SLOW)) {
			awaitReady(context);
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(dataSource).isInstanceOf(GatedDataSource.class);
			assertThat(dataSource.unwrap(HikariDataSource.class).isRunning()).isTrue();
			assertThat(context.getBean(MeterRegistry.class).find("hikaricp.connections").gauge()).isNotNull();
			assertThat(context.getBean(MeterRegistry.class).find("jdbc.connections.max").gauge()).isNotNull();
		}
		try (ConfigurableApplicationContext context = this.held.start(Application.class, SLOW,
				"--migrator.startup.async=false")) {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
			assertThat(context.getBean(HealthEndpointGroups.class).get("readiness").isMember("migrations")).isFalse();
		}
	}

	private List<String> actions() {
		return this.held.exists("migrator.audit_log")
				? this.held.jdbc().sql("SELECT action FROM migrator.audit_log").query(String.class).list() : List.of();
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName).toList();
	}

	private static int status(ConfigurableApplicationContext context, String path) {
		return HeldUpDatabase.get(context, path).statusCode();
	}

	private static void awaitReady(ConfigurableApplicationContext context) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> status(context, "/actuator/health/readiness") == 200);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
	@Import(Orders.class)
	static class Application {

		private final List<Object> heard = new CopyOnWriteArrayList<>();

		@EventListener
		void deployed(DeployFinished event) {
			this.heard.add(event);
		}

		@EventListener
		void ready(SchemaReadyEvent event) {
			this.heard.add(event);
		}

	}

	@RestController
	static class Orders {

		private final JdbcClient jdbc;

		Orders(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@GetMapping("/orders")
		String orders() {
			return this.jdbc.sql("SELECT note FROM orders ORDER BY id").query(String.class).list().toString();
		}

		@ExceptionHandler
		ResponseEntity<String> unavailable(DataAccessException ex) {
			return ResponseEntity.status(503).body(String.valueOf(ex.getCause()));
		}

	}

}
