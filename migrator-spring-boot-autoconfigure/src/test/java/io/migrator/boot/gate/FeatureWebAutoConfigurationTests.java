package io.migrator.boot.gate;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FeatureWebAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(FeatureWebAutoConfiguration.class,
			FeatureGuardAutoConfiguration.class);

	@Test
	void answersWhereThereAreControllers() {
		new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).hasSingleBean(FeatureClosedAdvice.class));
		new ReactiveWebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).hasSingleBean(FeatureClosedAdvice.class));
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).doesNotHaveBean(FeatureClosedAdvice.class));
	}

	@Test
	void needsNothingOfTheWebToGuardMethods() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withClassLoader(
					new FilteredClassLoader(RestControllerAdvice.class.getPackageName(), "org.springframework.http"))
			.withBean(RequiresFeatureTests.Guarded.class)
			.run((context) -> {
				RequiresFeatureTests.Guarded guarded = context.getBean(RequiresFeatureTests.Guarded.class);
				assertThatExceptionOfType(RuntimeException.class).as("nobody can tell").isThrownBy(guarded::greet);
			});
	}

}
