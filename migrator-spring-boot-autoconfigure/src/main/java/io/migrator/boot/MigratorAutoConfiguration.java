package io.migrator.boot;

import java.time.Duration;

import javax.sql.DataSource;

import io.migrator.Migrator;
import io.migrator.backup.BackupPolicy;
import io.migrator.backup.DatabaseBackup;
import io.migrator.backup.PgDumpBackup;
import io.migrator.boot.MigratorProperties.Startup;
import io.migrator.run.BackfillVerification;
import io.migrator.run.MigratorSettings;
import io.migrator.migration.MigrationLayout;
import io.migrator.run.MigrationListener;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration for the {@link Migrator}.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({ DataSource.class, Migrator.class })
@ConditionalOnBooleanProperty(name = "migrator.enabled", matchIfMissing = true)
@Conditional(MigratorAutoConfiguration.DatabaseCondition.class)
@EnableConfigurationProperties({ MigratorProperties.class, StartupProperties.class })
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(MigratorRuntimeHints.class)
public final class MigratorAutoConfiguration {

	/** How soon another replica takes over what is left for after the start. */
	private static final Duration AFTER_START_LOOKS = Duration.ofSeconds(5);

	/**
	 * Also for the beans of other auto-configurations of this package.
	 */
	@Bean
	static LazyInitializationExcludeFilter migratorLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(MigratorInitializer.class, AfterStartMigrations.class,
				BackfillRelease.class, ApplicationEventMigrationListener.class, SchemaReadyPublisher.class,
				BackfillLifecycle.class, ChecksAfterDeploy.class, DriftSchedule.class, GateLifecycle.class,
				SeedInitializer.class);
	}

	@Bean
	static GatedDataSourcePostProcessor gatedDataSourcePostProcessor(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<SchemaGate> gate) {
		return new GatedDataSourcePostProcessor(beanFactory, gate);
	}

	@Bean
	SchemaGate schemaGate(MigratorProperties properties, StartupProperties startup) {
		return new SchemaGate(startup.isAsync() && startup(properties) != Startup.NONE, startup.getAsyncWait());
	}

	@Bean
	SchemaReadyPublisher schemaReadyPublisher(ApplicationContext context, SchemaGate gate) {
		return new SchemaReadyPublisher(context, gate);
	}

	@Bean
	BackgroundStart backgroundStart(SchemaGate gate, StartupProperties startup, ApplicationContext context) {
		return new BackgroundStart(gate, startup.getAsyncOnFailure(), context, System::exit);
	}

	@Bean
	@ConditionalOnMissingBean(MigratorConnectionDetails.class)
	PropertiesMigratorConnectionDetails migratorConnectionDetails(MigratorProperties properties) {
		return new PropertiesMigratorConnectionDetails(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	Migrations migrations(MigratorProperties properties, ResourceLoader resourceLoader,
			ObjectProvider<MigrationLayout> layouts) {
		return Migrations.create(properties, layouts.orderedStream().toList(), resourceLoader.getClassLoader());
	}

	@Bean
	@ConditionalOnMissingBean(Migrator.class)
	MigratorDatabase migratorDatabase(MigratorProperties properties, Environment environment,
			ListableBeanFactory beanFactory, MigratorConnectionDetails connectionDetails,
			ObjectProvider<DataSource> dataSource, @MigratorDataSource ObjectProvider<DataSource> migratorDataSource,
			ObjectProvider<BuildProperties> buildProperties) {
		DataSource database = new MigratorDataSourceResolver(beanFactory, connectionDetails, dataSource,
				migratorDataSource)
			.resolve();
		BuildProperties build = buildProperties.getIfAvailable();
		MigratorSettings settings = MigratorSettingsFactory.create(properties, environment,
				(build != null) ? build.getVersion() : null);
		return new MigratorDatabase(database, settings);
	}

	@Bean
	@ConditionalOnMissingBean
	Migrator migrator(MigratorDatabase database, Migrations migrations, ObjectProvider<MigrationListener> listeners,
			ObjectProvider<BackfillVerification> backfills, BackupPolicy backups) {
		return new Migrator(database.dataSource(), migrations, database.settings(), listeners.orderedStream().toList())
			.withBackfills(backfills.getIfAvailable(() -> BackfillVerification.NONE))
			.withBackups(backups);
	}

	/**
	 * What takes the backups is created when the first is to be taken.
	 */
	@Bean
	@ConditionalOnBean(MigratorDatabase.class)
	@ConditionalOnMissingBean
	BackupPolicy backupPolicy(MigratorDatabase database, MigratorProperties properties,
			ObjectProvider<DatabaseBackup> backups, ObjectProvider<JdbcConnectionDetails> connectionDetails,
			ObjectProvider<DataSourceProperties> dataSourceProperties) {
		BackupProperties backup = properties.getBackup();
		return new BackupPolicy(
				backup.getMode(), (
						request) -> backups
							.getIfAvailable(() -> new PgDumpBackup(backup.toPgDumpSettings(),
									new BackupConnection(database.dataSource(), connectionDetails,
											dataSourceProperties)))
							.take(request));
	}

	@Bean
	@ConditionalOnMissingBean
	MigratorInitializer migratorInitializer(Migrator migrator, MigratorProperties properties,
			ObjectProvider<EarlyWorkers> workers, BackgroundStart background, ListableBeanFactory beanFactory) {
		Startup startup = startup(properties);
		HeldMigrations held = new HeldMigrations(migrator, properties.getHeld(), workers::orderedStream,
				startup == Startup.MIGRATE && properties.getBackfills().isRelease());
		return new MigratorInitializer(migrator, startup, properties.getWaitTimeout(), held,
				background.isEnabled() ? background : null,
				beanFactory.getBeanNamesForType(SeedInitializer.class, true, false).length > 0);
	}

	/** Processing ahead of time answers the condition when the application is built. */
	private static Startup startup(MigratorProperties properties) {
		return properties.isEnabled() ? properties.getStartup() : Startup.NONE;
	}

	@Bean
	BackfillRelease backfillRelease(MigratorProperties properties, ObjectProvider<Migrator> migrator) {
		boolean enabled = startup(properties) == Startup.MIGRATE && properties.getBackfills().isRelease();
		return new BackfillRelease(enabled, migrator::getObject);
	}

	@Bean
	AfterStartMigrations afterStartMigrations(Migrator migrator, MigratorInitializer initializer) {
		return new AfterStartMigrations(migrator, initializer, AFTER_START_LOOKS);
	}

	@Bean
	LoggingMigrationListener loggingMigrationListener() {
		return new LoggingMigrationListener();
	}

	@Bean
	ApplicationEventMigrationListener applicationEventMigrationListener(ApplicationEventPublisher publisher) {
		return new ApplicationEventMigrationListener(publisher);
	}

	/**
	 * There is a database to migrate. The URL counts alone, since an application on R2DBC
	 * has no data source.
	 */
	static final class DatabaseCondition extends AnyNestedCondition {

		DatabaseCondition() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBean(DataSource.class)
		private static final class DataSourceBean {

		}

		@ConditionalOnBean(JdbcConnectionDetails.class)
		private static final class JdbcConnectionDetailsBean {

		}

		@ConditionalOnBean(MigratorConnectionDetails.class)
		private static final class MigratorConnectionDetailsBean {

		}

		@ConditionalOnProperty("migrator.datasource.url")
		private static final class Url {

		}

	}

}
