package io.migrator.boot.cli;

import java.util.List;
import java.util.Map;

import io.migrator.boot.BackfillAutoConfiguration;
import io.migrator.boot.GateAutoConfiguration;
import io.migrator.boot.MigratorAutoConfiguration;
import io.migrator.error.MigratorException;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class FeatureCommandTests {

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
				BackfillAutoConfiguration.class, GateAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres",
				"migrator.locations=classpath:db/migrations,classpath:cases/backfills/migrations",
				"migrator.backfills.locations=classpath:cases/backfills/labels", "migrator.backfills.worker=false",
				"migrator.features.demo.requires=migration:20260102000000_seed_wallets",
				"migrator.features.labels.requires=backfill:wallet_label");

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void listsFeaturesWithWhatTheyWaitFor() {
		this.runner.run((context) -> {
			List<String> lines = run(context, "feature", "list").lines().toList();
			assertThat(lines.get(0)).isEqualTo("STATE   FEATURE  SINCE");
			assertThat(lines.get(1)).startsWith("open    demo     20").endsWith("Z");
			assertThat(lines.get(2)).isEqualTo("closed  labels");
			assertThat(lines.get(3)).isEqualTo("  backfill:wallet_label: not begun");
		});
	}

	@Test
	void opensClosesAndLeavesToWhatItRequires() {
		this.runner.run((context) -> {
			assertThat(run(context, "feature", "open", "labels", "--reason", "a demo"))
				.startsWith("labels is open on every replica within a second");
			assertThat(run(context, "feature", "list")).contains("forced open by " + System.getProperty("user.name"));
			assertThat(run(context, "feature", "close", "labels")).startsWith("labels is closed on every replica");
			assertThat(run(context, "feature", "auto", "labels"))
				.isEqualTo("labels is closed: backfill:wallet_label: not begun.\n");
			assertThat(this.database.jdbc()
				.sql("SELECT count(*) FROM migrator.audit_log WHERE migration = 'labels' AND action LIKE 'feature%'")
				.query(Integer.class)
				.single()).isEqualTo(3);
		});
	}

	@Test
	@SuppressWarnings("unchecked")
	void answersScriptsWithADocument() {
		this.runner.run((context) -> {
			Map<String, Object> document = JsonParserFactory.getJsonParser()
				.parseMap(run(context, "feature", "list", "--json"));
			assertThat((List<Map<String, Object>>) document.get("features")).extracting("name", "open")
				.containsExactly(tuple("demo", true), tuple("labels", false));
			assertThat(JsonParserFactory.getJsonParser()
				.parseMap(run(context, "feature", "open", "labels", "--reason", "a demo", "--json")))
				.containsEntry("open", true)
				.containsEntry("name", "labels");
		});
	}

	@Test
	void namesTheNearestFeature() {
		this.runner.run((context) -> assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> run(context, "feature", "open", "label"))
			.withMessageContaining("There is no feature label")
			.withMessageContaining("Did you mean labels?")
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(5)));
	}

	private static String run(ConfigurableApplicationContext context, String... arguments) {
		return Answer.to(context, arguments).text();
	}

}
