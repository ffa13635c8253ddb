package io.migrator.boot;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.StatementsExecuted;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who hears what the engine does.
 */
class MigratorEventsTests {

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres");

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void listenerBeansHearEverythingInOrder() {
		this.runner.withUserConfiguration(EngineListener.class).run((context) -> {
			List<MigratorEvent> events = context.getBean(EngineListener.class).events;
			assertThat(events).hasAtLeastOneElementOfType(StatementsExecuted.class)
				.last()
				.isInstanceOf(DeployFinished.class);
		});
	}

	@Test
	void applicationEventsReachListenersAlthoughTheMigratorRanBeforeThem() {
		this.runner.withUserConfiguration(EventListeners.class).run((context) -> {
			EventListeners listeners = context.getBean(EventListeners.class);
			assertThat(listeners.applied).extracting(MigrationApplied::id)
				.containsExactly("20260101000000_create_wallets", "20260102000000_seed_wallets");
			assertThat(listeners.finished).hasSize(1);
			assertThat(listeners.owners).as("listeners run when the schema is there").isEqualTo(2);
		});
	}

	@Test
	void listenerBeansAreNotCreatedEarly() {
		this.runner.withUserConfiguration(LateListener.class)
			.run((context) -> assertThat(context).hasNotFailed().getBean(LateListener.Listener.class).isNotNull());
	}

	@Configuration(proxyBeanMethods = false)
	static class EngineListener implements MigrationListener {

		private final List<MigratorEvent> events = new ArrayList<>();

		@Override
		public void onEvent(MigratorEvent event) {
			this.events.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EventListeners {

		private final List<MigrationApplied> applied = new ArrayList<>();

		private final List<DeployFinished> finished = new ArrayList<>();

		private int owners;

		private final DataSource dataSource;

		EventListeners(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		@EventListener
		void applied(MigrationApplied event) {
			this.applied.add(event);
		}

		@EventListener
		void finished(DeployFinished event) {
			this.finished.add(event);
			this.owners = JdbcClient.create(this.dataSource)
				.sql("SELECT count(*) FROM wallets")
				.query(Integer.class)
				.single();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LateListener {

		@Bean
		static Listener listener(MigratorInitializer initializer) {
			return new Listener(initializer);
		}

		static class Listener implements ApplicationListener<PayloadApplicationEvent<MigratorEvent>> {

			Listener(MigratorInitializer initializer) {
				assertThat(initializer.result()).as("the listener was created before the migrator ran").isNotNull();
			}

			@Override
			public void onApplicationEvent(PayloadApplicationEvent<MigratorEvent> event) {
			}

		}

	}

}
