package io.migrator.boot.observation;

import java.util.List;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;
import io.migrator.Migrator;
import io.migrator.boot.BackfillAutoConfiguration;
import io.migrator.boot.DriftAutoConfiguration;
import io.migrator.boot.MigratorAutoConfiguration;
import io.migrator.run.MigrationListener;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration for observations of what the engine does.
 */
@AutoConfiguration(
		after = { MigratorAutoConfiguration.class, BackfillAutoConfiguration.class, DriftAutoConfiguration.class })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(Migrator.class)
@ConditionalOnBooleanProperty(name = "management.observations.enable.migrator", matchIfMissing = true)
public final class MigratorObservationAutoConfiguration {

	@Bean
	static LazyInitializationExcludeFilter migratorObservationLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(ObservationBeans.class);
	}

	@Bean
	ObservationBeans migratorObservationBeans(ObjectProvider<ObservationRegistry> registry,
			ObjectProvider<DeployObservationConvention> deploy,
			ObjectProvider<MigrationObservationConvention> migration,
			ObjectProvider<BackfillBatchObservationConvention> batch) {
		return new ObservationBeans(registry, deploy, migration, batch);
	}

	@Bean
	MigratorObservations migratorObservations(ObservationBeans beans) {
		return new MigratorObservations(beans);
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	MigrationListener migratorObservationsBeginning(MigratorObservations observations) {
		return observations::begins;
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	MigrationListener migratorObservationsEnding(MigratorObservations observations) {
		return observations::ends;
	}

	/**
	 * What is observed is counted already, by meters that need no registry at the start.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterFilter.class)
	static class MeterConfiguration {

		private static final List<String> NAMES = List.of("migrator.deploy", "migrator.migration",
				"migrator.backfill.batch");

		@Bean
		MeterFilter migratorObservationMeterFilter() {
			return MeterFilter.deny((id) -> NAMES.stream().anyMatch((name) -> isOf(name, id.getName())));
		}

		/** Its timer, its timer of what goes on, and its counters of events. */
		private static boolean isOf(String observation, String meter) {
			return meter.equals(observation) || meter.startsWith(observation + ".");
		}

	}

}
