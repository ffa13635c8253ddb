package io.migrator.boot;

import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

import io.migrator.Migrator;
import io.migrator.backfill.Backfill;
import io.migrator.backfill.BackfillThrottle;
import io.migrator.backfill.Backfills;
import io.migrator.backfill.work.BackfillEngine;
import io.migrator.run.BackfillVerification;
import io.migrator.run.Listeners;
import io.migrator.run.MigrationListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Auto-configuration for {@link Backfills}.
 */
@AutoConfiguration(after = MigratorAutoConfiguration.class)
@ConditionalOnBean(Migrator.class)
@ConditionalOnBooleanProperty(name = "migrator.backfills.enabled", matchIfMissing = true)
public final class BackfillAutoConfiguration {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	@Bean
	@ConditionalOnMissingBean
	BackfillDefinitions backfillDefinitions(MigratorProperties properties, ResourceLoader resourceLoader,
			ObjectProvider<Backfill<?>> beans) {
		return BackfillDefinitions.create(properties.getBackfills(), resourceLoader.getClassLoader(),
				() -> beans.orderedStream().toList());
	}

	@Bean
	@Lazy
	@ConditionalOnBean(MigratorDatabase.class)
	BackfillConnections backfillConnections(MigratorDatabase database, MigratorProperties properties) {
		return BackfillConnections.of(database.dataSource(), properties.getBackfills().getThreads());
	}

	/**
	 * Lazy, so that an application without backfills is not kept from starting by what
	 * only they need.
	 */
	@Bean
	@Lazy
	@ConditionalOnBean(MigratorDatabase.class)
	@ConditionalOnMissingBean(Backfills.class)
	BackfillEngine backfillEngine(MigratorDatabase database, BackfillConnections connections, Migrations migrations,
			BackfillDefinitions definitions, MigratorProperties properties, ListableBeanFactory beanFactory,
			ObjectProvider<PlatformTransactionManager> transactionManagers, ObjectProvider<BackfillThrottle> throttles,
			ObjectProvider<MigrationListener> listeners) {
		List<MigrationListener> hearing = listeners.orderedStream().toList();
		DataSource dataSource = connections.dataSource();
		return new BackfillEngine(dataSource,
				BackfillTransactions.of(ownTransactions(beanFactory, transactionManagers), dataSource), definitions,
				migrations, database.settings(), properties.getBackfills().toSettings(),
				throttles.orderedStream().toList(), new Listeners(hearing));
	}

	/**
	 * Only beans can use what takes part in the application's own transactions.
	 */
	private static @Nullable PlatformTransactionManager ownTransactions(ListableBeanFactory beanFactory,
			ObjectProvider<PlatformTransactionManager> transactionManagers) {
		return hasBeans(beanFactory) ? transactionManagers.getIfUnique() : null;
	}

	private static boolean hasBeans(ListableBeanFactory beanFactory) {
		return beanFactory.getBeanNamesForType(Backfill.class, true, false).length > 0;
	}

	@Bean
	@ConditionalOnBean(Backfills.class)
	LastBackfills lastBackfills(ObjectProvider<Backfills> backfills, BackfillDefinitions definitions, SchemaGate gate) {
		return new LastBackfills(() -> {
			// What beans need may wait for the schema, which who looks must not
			gate.check();
			return backfills.getObject();
		}, definitions, Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBean(BackfillEngine.class)
	BackfillLifecycle backfillLifecycle(MigratorProperties properties, BackfillDefinitions definitions,
			ObjectProvider<BackfillEngine> engine, BackfillProgressLog progress) {
		BackfillProperties backfills = properties.getBackfills();
		// What cannot be fails the start, whether there are backfills or not
		backfills.toSettings();
		// Processing ahead of time answers the condition when the application is built
		boolean enabled = properties.isEnabled() && backfills.isEnabled() && backfills.isWorker();
		return new BackfillLifecycle(enabled, definitions, engine::getObject, progress, backfills.getShutdownGrace());
	}

	@Bean
	@ConditionalOnBean(MigratorDatabase.class)
	@ConditionalOnMissingBean(BackfillVerification.class)
	BackfillsAtDeploy backfillsAtDeploy(MigratorDatabase database, Migrations migrations,
			BackfillDefinitions definitions, MigratorProperties properties, ResourceLoader resourceLoader,
			ListableBeanFactory beanFactory, ObjectProvider<MigrationListener> listeners) {
		BackfillDefinitions files = BackfillDefinitions.create(properties.getBackfills(),
				resourceLoader.getClassLoader(), List::of);
		return new BackfillsAtDeploy(hasBeans(beanFactory), definitions, files, migrations, database.settings(),
				listeners);
	}

	@Bean
	@ConditionalOnBean(BackfillEngine.class)
	BackfillProgressLog backfillProgressLog(ObjectProvider<BackfillEngine> engine) {
		return new BackfillProgressLog(engine::getObject, Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBean(BackfillEngine.class)
	BackfillNarrator loggingBackfillListener() {
		return new BackfillNarrator(Clock.systemUTC(), (level, line) -> logger.atLevel(level).log(line));
	}

}
