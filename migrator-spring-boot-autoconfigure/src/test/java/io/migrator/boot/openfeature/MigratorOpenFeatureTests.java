package io.migrator.boot.openfeature;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import io.migrator.Migrator;
import io.migrator.boot.BackfillAutoConfiguration;
import io.migrator.boot.GateAutoConfiguration;
import io.migrator.boot.MigratorAutoConfiguration;
import io.migrator.gate.MigrationGate;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MigratorOpenFeatureTests {

	private static final String SEED = "20260102000000_seed_wallets";

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
				BackfillAutoConfiguration.class, GateAutoConfiguration.class,
				MigratorOpenFeatureAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres",
				"migrator.features.demo.requires=migration:" + SEED);

	private final OpenFeatureAPI api = OpenFeatureAPI.getInstance();

	@AfterEach
	void close() {
		this.api.clearHooks();
		this.api.shutdown();
		this.database.close();
	}

	@Test
	void providesFeaturesAndRequirementsAsFlagsAndTellsWhenTheyChange() {
		this.runner.run((context) -> {
			this.api.setProviderAndWait(context.getBean(MigratorFeatureProvider.class));
			Client client = this.api.getClient();
			List<String> changed = new CopyOnWriteArrayList<>();
			client.onProviderConfigurationChanged((details) -> changed.addAll(details.getFlagsChanged()));
			soon(() -> client.getBooleanValue("demo", false));
			FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("demo", false);
			assertThat(details.getVariant()).isEqualTo("open");
			assertThat(details.getReason()).isEqualTo("TARGETING_MATCH");
			soon(() -> client.getBooleanValue("migration." + SEED, false));
			changed.clear();
			context.getBean(Migrator.class).rollback(1);
			soon(() -> changed.containsAll(List.of("demo", "migration." + SEED)));
			assertThat(client.getBooleanValue("demo", true)).isFalse();
			assertThat(client.getBooleanDetails("migration." + SEED, true).getReason()).isEqualTo("DISABLED");
		});
	}

	@Test
	void whatItDoesNotKnowIsTheCallersDefault() {
		this.runner.run((context) -> {
			this.api.setProviderAndWait(context.getBean(MigratorFeatureProvider.class));
			Client client = this.api.getClient();
			FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("dmo", true);
			assertThat(details.getValue()).isTrue();
			assertThat(details.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
			assertThat(details.getErrorMessage()).contains("Did you mean demo?");
			assertThat(client.getStringDetails("demo", "x").getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
			assertThat(client.getIntegerValue("demo", 7)).isEqualTo(7);
			assertThat(client.getDoubleValue("demo", 7.5)).isEqualTo(7.5);
			assertThat(client.getObjectValue("demo", new Value("x")).asString()).isEqualTo("x");
		});
	}

	@Test
	void theHookTellsOtherProvidersWhatIsApplied() {
		Flag<Boolean> flag = Flag.<Boolean>builder()
			.variant("on", true)
			.variant("off", false)
			.defaultVariant("off")
			.contextEvaluator((evaluated, context) -> {
				Value completed = context.getValue(MigratorContextHook.KEY);
				return completed != null && completed.asList().stream().map(Value::asString).anyMatch(SEED::equals);
			})
			.build();
		this.runner.run((context) -> {
			this.api.setProviderAndWait(new InMemoryProvider(Map.of("new-screen", flag)));
			Client client = this.api.getClient();
			assertThat(client.getBooleanValue("new-screen", false)).isFalse();
			this.api.addHooks(context.getBean(MigratorContextHook.class));
			soon(() -> client.getBooleanValue("new-screen", false));
			context.getBean(Migrator.class).rollback(1);
			soon(() -> !client.getBooleanValue("new-screen", false));
		});
	}

	@Test
	void isNotNeeded() {
		this.runner.withClassLoader(new FilteredClassLoader("dev.openfeature"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MigrationGate.class)
				.doesNotHaveBean("migratorFeatureProvider"));
	}

	private static void soon(Callable<Boolean> condition) {
		await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

}
