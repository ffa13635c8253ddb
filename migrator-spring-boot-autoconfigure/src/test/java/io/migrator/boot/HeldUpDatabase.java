package io.migrator.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.migrator.test.TestDatabase;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database in which the migrations of {@code cases/slow*} take as long as a test wants,
 * and applications on it that are asked over HTTP.
 */
final class HeldUpDatabase implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final TestDatabase database = TestDatabase.create();

	private final Connection holder;

	HeldUpDatabase() {
		try {
			this.holder = this.database.dataSource().getConnection();
			execute("SELECT pg_advisory_lock(4711)");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void letGo() {
		execute("SELECT pg_advisory_unlock(4711)");
	}

	private void execute(String sql) {
		try (Statement statement = this.holder.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	TestDatabase database() {
		return this.database;
	}

	JdbcClient jdbc() {
		return this.database.jdbc();
	}

	boolean exists(String relation) {
		return jdbc().sql("SELECT to_regclass(?) IS NOT NULL").param(relation).query(Boolean.class).single();
	}

	/** How many sessions wait for the test to let go. */
	int waiting() {
		return jdbc().sql("""
				SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 4711
				AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""")
			.query(Integer.class)
			.single();
	}

	List<String> arguments(String... more) {
		List<String> all = new ArrayList<>(List.of("--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=postgres", "--server.port=0", "--spring.docker.compose.enabled=false",
				"--spring.flyway.enabled=false", "--spring.main.banner-mode=off", "--migrator.lock-timeout=2m",
				"--management.endpoint.health.show-details=always",
				"--management.endpoints.web.exposure.include=health,info,migrations", "--migrator.startup.async=true",
				"--spring.jpa.hibernate.ddl-auto=none"));
		for (String argument : more) {
			all.removeIf((other) -> other.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
			all.add(argument);
		}
		return all;
	}

	ConfigurableApplicationContext start(Class<?> application, String... more) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.SERVLET)
			.run(arguments(more).toArray(String[]::new));
	}

	static HttpResponse<String> get(ConfigurableApplicationContext context, String path) {
		try {
			return CLIENT.send(request(context, path), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static CompletableFuture<HttpResponse<String>> ask(ConfigurableApplicationContext context, String path) {
		return CLIENT.sendAsync(request(context, path), HttpResponse.BodyHandlers.ofString());
	}

	private static HttpRequest request(ConfigurableApplicationContext context, String path) {
		String port = context.getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.timeout(Duration.ofSeconds(60))
			.build();
	}

	@Override
	public void close() {
		try {
			this.holder.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			this.database.close();
		}
	}

}
