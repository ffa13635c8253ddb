package io.migrator.boot.gate;

import io.migrator.boot.GateAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Auto-configuration for what callers over HTTP are told.
 */
@AutoConfiguration(after = GateAutoConfiguration.class)
@ConditionalOnClass({ RestControllerAdvice.class, ProblemDetail.class })
@ConditionalOnWebApplication
public final class FeatureWebAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FeatureClosedAdvice featureClosedAdvice() {
		return new FeatureClosedAdvice();
	}

}
