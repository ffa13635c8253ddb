package io.migrator.boot.gate;

import io.migrator.boot.GateAutoConfiguration;
import io.migrator.gate.MigrationGate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for {@link RequiresFeature}. It is there also where there is no
 * gate, since what requires a feature must not be open just because nobody migrates.
 */
@AutoConfiguration(after = GateAutoConfiguration.class)
public final class FeatureGuardAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	static RequiresFeaturePostProcessor requiresFeaturePostProcessor(Environment environment,
			ObjectProvider<MigrationGate> gate) {
		RequiresFeaturePostProcessor postProcessor = new RequiresFeaturePostProcessor(gate::getObject);
		postProcessor
			.setProxyTargetClass(environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
		return postProcessor;
	}

}
