package io.migrator.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.migrator.Migrator;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorEvent.BackfillBatchEnded;
import io.migrator.run.MigratorEvent.BackfillBatchStarted;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationRolledBack;
import io.migrator.run.MigratorEvent.ServerNotice;
import io.migrator.run.MigratorEvent.StatementsExecuted;
import io.migrator.run.MigratorEvent.Warning;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
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
	void everyKindOfEventReachesListenersButThoseOfWhichThereMayBeVeryMany() {
		List<MigratorEvent> events = oneOfEachKind();
		this.runner.withUserConfiguration(Listeners.class).run((context) -> {
			List<MigratorEvent> heard = context.getBean(Listeners.class).heard;
			heard.clear();
			events.forEach(context.getBean(ApplicationEventMigrationListener.class)::onEvent);
			assertThat(heard).containsExactlyElementsOf(published(events));
		});
	}

	@Test
	void everyKindOfEventFromBeforeThereWereListenersReachesThemInOrder() {
		List<MigratorEvent> events = oneOfEachKind();
		this.runner.withUserConfiguration(Listeners.class)
			.withInitializer((context) -> context.addBeanFactoryPostProcessor((factory) -> {
				BeanDefinitionRegistry registry = (BeanDefinitionRegistry) factory;
				registry.registerBeanDefinition("teller", new RootBeanDefinition(String.class, () -> {
					events.forEach(factory.getBean(ApplicationEventMigrationListener.class)::onEvent);
					return "told";
				}));
			}))
			.run((context) -> {
				List<MigratorEvent> heard = new ArrayList<>(context.getBean(Listeners.class).heard);
				heard.retainAll(events);
				assertThat(heard).containsExactlyElementsOf(published(events));
			});
	}

	private static List<MigratorEvent> oneOfEachKind() {
		List<MigratorEvent> events = new ArrayList<>();
		for (Class<?> kind : MigratorEvent.class.getPermittedSubclasses()) {
			events.add(OneOfAKind.of(kind.asSubclass(MigratorEvent.class)));
		}
		assertThat(events).hasSizeGreaterThan(20);
		return events;
	}

	private static List<MigratorEvent> published(List<MigratorEvent> events) {
		Set<Class<?>> kept = Set.of(StatementsExecuted.class, ServerNotice.class, BackfillBatchStarted.class,
				BackfillBatchEnded.class, BackfillBatchDone.class);
		return events.stream().filter((event) -> !kept.contains(event.getClass())).toList();
	}

	@Test
	void aListenerThatThrowsChangesNothing() {
		this.runner.withUserConfiguration(Throwing.class, Listeners.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Throwing.class).calls).isGreaterThan(3);
			assertThat(context.getBean(Migrator.class).plan().isUpToDate()).isTrue();
			context.getBean(Migrator.class).rollback(1);
			assertThat(context.getBean(Migrator.class).deploy().applied()).hasSize(1);
		});
	}

	@Test
	void lazyInitializationHidesNoEvents() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withUserConfiguration(EventListeners.class)
			.run((context) -> assertThat(context.getBean(EventListeners.class).applied).hasSize(2));
	}

	@Test
	void aParentHearsWhatHappensInItsChildAndNotTheOtherWayRound() {
		new ApplicationContextRunner().withUserConfiguration(Listeners.class)
			.run((parent) -> this.runner.withParent(parent).withUserConfiguration(OtherListeners.class).run((child) -> {
				assertThat(parent.getBean(Listeners.class).heard).isNotEmpty()
					.isEqualTo(child.getBean(OtherListeners.class).heard);
			}));
		this.runner.withUserConfiguration(Listeners.class)
			.run((parent) -> new ApplicationContextRunner().withParent(parent)
				.withUserConfiguration(OtherListeners.class)
				.run((child) -> {
					parent.getBean(Migrator.class).rollback(1);
					assertThat(parent.getBean(Listeners.class).heard)
						.hasAtLeastOneElementOfType(MigrationRolledBack.class);
					assertThat(child.getBean(OtherListeners.class).heard).isEmpty();
				}));
	}

	@Test
	void eventsOfOtherThreadsComeAfterThoseFromBefore() {
		this.runner.withUserConfiguration(Telling.class).run((context) -> {
			List<MigratorEvent> heard = context.getBean(Telling.class).heard;
			assertThat(heard).last().isEqualTo(new Warning("from elsewhere"));
			assertThat(heard).hasAtLeastOneElementOfType(DeployFinished.class);
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
	static class Listeners {

		final List<MigratorEvent> heard = new CopyOnWriteArrayList<>();

		@EventListener
		void heard(MigratorEvent event) {
			this.heard.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherListeners extends Listeners {

	}

	@Configuration(proxyBeanMethods = false)
	static class Throwing {

		private int calls;

		@EventListener
		void heard(MigratorEvent event) {
			this.calls++;
			throw new IllegalStateException("in a test");
		}

	}

	/**
	 * While it hears the first of what happened before, another thread tells something.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Telling {

		private final List<MigratorEvent> heard = new CopyOnWriteArrayList<>();

		private final ObjectProvider<ApplicationEventMigrationListener> bridge;

		Telling(ObjectProvider<ApplicationEventMigrationListener> bridge) {
			this.bridge = bridge;
		}

		@EventListener
		void heard(MigratorEvent event) throws InterruptedException {
			this.heard.add(event);
			if (this.heard.size() == 1) {
				ApplicationEventMigrationListener listener = this.bridge.getObject();
				Thread thread = new Thread(() -> listener.onEvent(new Warning("from elsewhere")));
				thread.start();
				thread.join();
			}
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
