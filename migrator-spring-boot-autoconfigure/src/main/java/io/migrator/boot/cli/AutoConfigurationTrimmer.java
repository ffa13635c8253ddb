package io.migrator.boot.cli;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Saves the command line the time to look at auto-configurations that no data source can
 * need: web, monitoring, and what itself sits on top of a data source.
 */
class AutoConfigurationTrimmer implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final List<String> UNNEEDED = List.of("org.springframework.boot.actuate.",
			"org.springframework.boot.batch.", "org.springframework.boot.data.", "org.springframework.boot.flyway.",
			"org.springframework.boot.graphql.", "org.springframework.boot.health.",
			"org.springframework.boot.hibernate.", "org.springframework.boot.jetty.", "org.springframework.boot.jooq.",
			"org.springframework.boot.kafka.", "org.springframework.boot.liquibase.", "org.springframework.boot.mail.",
			"org.springframework.boot.micrometer.", "org.springframework.boot.quartz.",
			"org.springframework.boot.servlet.", "org.springframework.boot.session.",
			"org.springframework.boot.thymeleaf.", "org.springframework.boot.tomcat.",
			"org.springframework.boot.webflux.", "org.springframework.boot.webmvc.",
			"org.springframework.boot.websocket.", "io.migrator.boot.actuate.", "io.migrator.boot.metrics.");

	private boolean active;

	@Override
	public void setEnvironment(Environment environment) {
		this.active = environment instanceof ConfigurableEnvironment configurable
				&& configurable.getPropertySources().contains(CommandEnvironment.OVERRIDES);
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurationClasses,
			AutoConfigurationMetadata autoConfigurationMetadata) {
		boolean[] needed = new boolean[autoConfigurationClasses.length];
		for (int i = 0; i < needed.length; i++) {
			String name = autoConfigurationClasses[i];
			needed[i] = !this.active || name == null || UNNEEDED.stream().noneMatch(name::startsWith);
		}
		return needed;
	}

}
