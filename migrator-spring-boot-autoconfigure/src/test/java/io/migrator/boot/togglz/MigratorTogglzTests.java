package io.migrator.boot.togglz;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.migrator.Migrator;
import io.migrator.boot.BackfillAutoConfiguration;
import io.migrator.boot.GateAutoConfiguration;
import io.migrator.boot.MigratorAutoConfiguration;
import io.migrator.gate.MigrationGate;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.togglz.core.Feature;
import org.togglz.core.activation.DefaultActivationStrategyProvider;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.mem.InMemoryStateRepository;
import org.togglz.core.user.NoOpUserProvider;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MigratorTogglzTests {

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
				BackfillAutoConfiguration.class, GateAutoConfiguration.class, MigratorTogglzAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres",
				"migrator.features.demo.requires=migration:20260102000000_seed_wallets");

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void activatesWhatIsDoneInTheDatabase() {
		this.runner.run((context) -> {
			FeatureManager manager = manager(context.getBean(MigratorActivationStrategy.class));
			assertThat(manager.isActive(Features.NEW_SCREEN)).as("nothing is said of it").isFalse();
			requires(manager, "demo, migration:20260101000000_create_wallets");
			soon(() -> manager.isActive(Features.NEW_SCREEN));
			requires(manager, "demo,dmo");
			assertThat(manager.isActive(Features.NEW_SCREEN)).as("a mistake in the console").isFalse();
			requires(manager, "demo");
			soon(() -> manager.isActive(Features.NEW_SCREEN));
			context.getBean(Migrator.class).rollback(1);
			soon(() -> !manager.isActive(Features.NEW_SCREEN));
			requires(manager, " ");
			assertThat(manager.isActive(Features.NEW_SCREEN)).isFalse();
		});
	}

	@Test
	void isNotNeeded() {
		this.runner.withClassLoader(new FilteredClassLoader("org.togglz"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MigrationGate.class)
				.doesNotHaveBean("migratorActivationStrategy"));
	}

	private static FeatureManager manager(MigratorActivationStrategy strategy) {
		DefaultActivationStrategyProvider strategies = new DefaultActivationStrategyProvider();
		strategies.addActivationStrategy(strategy);
		return new FeatureManagerBuilder().name("test")
			.featureEnum(Features.class)
			.stateRepository(new InMemoryStateRepository())
			.userProvider(new NoOpUserProvider())
			.activationStrategyProvider(strategies)
			.build();
	}

	private static void requires(FeatureManager manager, String requires) {
		manager.setFeatureState(new FeatureState(Features.NEW_SCREEN, true).setStrategyId(MigratorActivationStrategy.ID)
			.setParameter(MigratorActivationStrategy.REQUIRES, requires));
	}

	private static void soon(Callable<Boolean> condition) {
		await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

	enum Features implements Feature {

		NEW_SCREEN

	}

}
