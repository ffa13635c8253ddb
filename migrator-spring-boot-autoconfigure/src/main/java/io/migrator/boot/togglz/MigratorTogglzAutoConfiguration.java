package io.migrator.boot.togglz;

import io.migrator.boot.GateAutoConfiguration;
import io.migrator.gate.MigrationGate;
import org.togglz.core.spi.ActivationStrategy;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for Togglz, whose own collects every strategy that is a bean.
 */
@AutoConfiguration(after = GateAutoConfiguration.class)
@ConditionalOnClass(ActivationStrategy.class)
@ConditionalOnBean(MigrationGate.class)
public final class MigratorTogglzAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigratorActivationStrategy migratorActivationStrategy(MigrationGate gate) {
		return new MigratorActivationStrategy(gate);
	}

}
