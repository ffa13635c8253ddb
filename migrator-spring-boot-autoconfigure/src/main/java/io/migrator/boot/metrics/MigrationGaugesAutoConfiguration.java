package io.migrator.boot.metrics;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.migrator.Migrator;
import io.migrator.boot.MigratorAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link MigrationGauges}.
 */
@AutoConfiguration(after = MigratorAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(Migrator.class)
public final class MigrationGaugesAutoConfiguration {

	@Bean
	MigrationGauges migrationGauges(ObjectProvider<Migrator> migrator) {
		return new MigrationGauges(() -> migrator.getObject().plan(), Clock.systemUTC());
	}

}
