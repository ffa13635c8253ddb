package io.migrator.sample;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * Starts the sample application on a machine that has nothing but a JDK.
 */
final class TestSampleApplication {

	private static final Map<String, String> WORTH_OPENING = worthOpening();

	private TestSampleApplication() {
	}

	public static void main(String[] args) {
		SampleDatabase database = SampleDatabase.choose(new SimpleCommandLinePropertySource(args));
		System.out.println(database.reason());
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.setAdditionalProfiles("demo");
		application.setDefaultProperties(database.properties());
		show(application.run(args), database);
	}

	private static void show(ConfigurableApplicationContext context, SampleDatabase database) {
		int port = ((WebServerApplicationContext) context).getWebServer().getPort();
		StringBuilder text = new StringBuilder("\nThe sample application is up. ").append(database.reason())
			.append("\nWorth opening:\n");
		WORTH_OPENING
			.forEach((path, what) -> text.append("  %-62s %s%n".formatted("http://localhost:" + port + path, what)));
		System.out.println(text.append("Stop it with Ctrl+C."));
	}

	private static Map<String, String> worthOpening() {
		Map<String, String> paths = new LinkedHashMap<>();
		paths.put("/actuator/migrations", "every migration, and where it stands");
		paths.put("/actuator/health/readiness", "ready only when migrated");
		paths.put("/portfolios", "the demo data");
		paths.put("/deals", "deals, and how much of them is covered");
		paths.put("/coverages?status=pending", "what is still to be collected");
		return paths;
	}

}
