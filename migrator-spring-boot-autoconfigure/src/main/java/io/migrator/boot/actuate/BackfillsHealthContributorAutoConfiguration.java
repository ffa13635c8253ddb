package io.migrator.boot.actuate;

import io.migrator.boot.BackfillAutoConfiguration;
import io.migrator.boot.LastBackfills;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link BackfillsHealthIndicator}.
 */
@AutoConfiguration(after = BackfillAutoConfiguration.class)
@ConditionalOnClass({ LastBackfills.class, HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(LastBackfills.class)
@ConditionalOnEnabledHealthIndicator("backfills")
public final class BackfillsHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "backfillsHealthIndicator", "backfillsHealthContributor" })
	BackfillsHealthIndicator backfillsHealthIndicator(LastBackfills backfills) {
		return new BackfillsHealthIndicator(backfills);
	}

}
