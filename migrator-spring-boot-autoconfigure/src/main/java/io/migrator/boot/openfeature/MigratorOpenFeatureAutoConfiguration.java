package io.migrator.boot.openfeature;

import dev.openfeature.sdk.EventProvider;
import io.migrator.boot.GateAutoConfiguration;
import io.migrator.gate.MigrationGate;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration for OpenFeature: a provider and a hook, for the application to set
 * and to add, since the API that they belong to is one for the whole process.
 */
@AutoConfiguration(after = GateAutoConfiguration.class)
@ConditionalOnClass(EventProvider.class)
@ConditionalOnBean(MigrationGate.class)
public final class MigratorOpenFeatureAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigratorFeatureProvider migratorFeatureProvider(MigrationGate gate) {
		return new MigratorFeatureProvider(gate);
	}

	/** Lazy, since the gate keeps all applied migrations from then on. */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	MigratorContextHook migratorContextHook(MigrationGate gate) {
		return new MigratorContextHook(gate);
	}

}
