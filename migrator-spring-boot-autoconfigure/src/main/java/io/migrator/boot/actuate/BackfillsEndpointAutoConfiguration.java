package io.migrator.boot.actuate;

import io.migrator.backfill.Backfills;
import io.migrator.boot.BackfillAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link BackfillsEndpoint}.
 */
@AutoConfiguration(after = BackfillAutoConfiguration.class)
@ConditionalOnClass({ Backfills.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(BackfillsEndpoint.class)
public final class BackfillsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnBean(Backfills.class)
	@ConditionalOnMissingBean
	BackfillsEndpoint backfillsEndpoint(ObjectProvider<Backfills> backfills) {
		return new BackfillsEndpoint(backfills::getObject);
	}

}
