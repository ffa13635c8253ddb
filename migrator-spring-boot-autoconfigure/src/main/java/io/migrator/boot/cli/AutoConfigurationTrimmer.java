package io.migrator.boot.cli;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Saves the command line the time to look at auto-configurations that no data source can
 * need: web, monitoring, and what itself sits on top of a data source.
 */
class AutoConfigurationTrimmer implements AutoConfigurationImportFilter, EnvironmentAware, PriorityOrdered {

	private static final List<String> UNNEEDED = List.of("org.springframework.boot.actuate.",
			"org.springframework.boot.autoconfigure.admin.", "org.springframework.boot.autoconfigure.aop.",
			"org.springframework.boot.autoconfigure.availability.",
			"org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration",
			"org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration",
			"org.springframework.boot.autoconfigure.jmx.", "org.springframework.boot.autoconfigure.task.",
			"org.springframework.boot.batch.", "org.springframework.boot.data.", "org.springframework.boot.flyway.",
			"org.springframework.boot.graphql.", "org.springframework.boot.health.",
			"org.springframework.boot.hibernate.", "org.springframework.boot.http.codec.",
			"org.springframework.boot.http.converter.",
			"org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration",
			"org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
			"org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
			"org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
			"org.springframework.boot.jdbc.autoconfigure.health.",
			"org.springframework.boot.jdbc.autoconfigure.metrics.", "org.springframework.boot.jetty.",
			"org.springframework.boot.jooq.", "org.springframework.boot.kafka.", "org.springframework.boot.liquibase.",
			"org.springframework.boot.mail.", "org.springframework.boot.micrometer.", "org.springframework.boot.netty.",
			"org.springframework.boot.persistence.", "org.springframework.boot.quartz.",
			"org.springframework.boot.reactor.", "org.springframework.boot.servlet.",
			"org.springframework.boot.session.", "org.springframework.boot.thymeleaf.",
			"org.springframework.boot.tomcat.", "org.springframework.boot.transaction.",
			"org.springframework.boot.webflux.", "org.springframework.boot.webmvc.",
			"org.springframework.boot.websocket.", "io.migrator.boot.actuate.", "io.migrator.boot.gate.",
			"io.migrator.boot.metrics.", "io.migrator.boot.observation.", "io.migrator.boot.openfeature.",
			"io.migrator.boot.togglz.");

	/** What beans of an application need that work on its database. */
	private static final List<String> NEEDED_BY_BEANS = List.of("org.springframework.boot.autoconfigure.aop.",
			"org.springframework.boot.data.jdbc.", "org.springframework.boot.data.jpa.",
			"org.springframework.boot.hibernate.",
			"org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
			"org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
			"org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
			"org.springframework.boot.jooq.", "org.springframework.boot.persistence.",
			"org.springframework.boot.transaction.");

	private boolean active;

	private boolean beans;

	@Override
	public void setEnvironment(Environment environment) {
		this.active = environment instanceof ConfigurableEnvironment configurable
				&& configurable.getPropertySources().contains(CommandEnvironment.OVERRIDES);
		this.beans = environment.getProperty(CommandEnvironment.BEANS, Boolean.class, false);
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurationClasses,
			AutoConfigurationMetadata autoConfigurationMetadata) {
		boolean[] needed = new boolean[autoConfigurationClasses.length];
		for (int i = 0; i < needed.length; i++) {
			String name = autoConfigurationClasses[i];
			needed[i] = !this.active || name == null || isNeeded(name);
		}
		return needed;
	}

	private boolean isNeeded(String name) {
		return UNNEEDED.stream().noneMatch(name::startsWith)
				|| (this.beans && NEEDED_BY_BEANS.stream().anyMatch(name::startsWith));
	}

	@Override
	public int getOrder() {
		// Before the conditions of Spring Boot, which look for classes
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
