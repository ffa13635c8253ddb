package io.migrator.boot.cli;

import java.util.Map;

import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.util.StringUtils;

/**
 * The properties that make an application's environment that of a command.
 */
final class CommandEnvironment {

	/** What nobody may set otherwise. */
	static final String OVERRIDES = "migratorCommandLineOverrides";

	/** What may be set otherwise on the command line. */
	private static final String DEFAULTS = "migratorCommandLineDefaults";

	/** Whether the command may need beans of the application. */
	static final String BEANS = "migrator.command.beans";

	/** Who acts, for the audit log. */
	private static final String PRINCIPAL = "migrator.principal";

	private CommandEnvironment() {
	}

	/**
	 * Puts the properties in their places, again where something came before them since.
	 * @param environment the environment
	 * @param beans whether the command may need beans of the application
	 */
	static void apply(ConfigurableEnvironment environment, boolean beans) {
		MutablePropertySources sources = environment.getPropertySources();
		sources.remove(OVERRIDES);
		sources.remove(DEFAULTS);
		MapPropertySource defaults = new MapPropertySource(DEFAULTS,
				Map.of(PRINCIPAL, principal(environment), "logging.level.root", "warn", "logging.level.io.migrator",
						"info",
						// Its warning says in one long line what the error report says
						// readably
						"logging.level.org.springframework.context.annotation.AnnotationConfigApplicationContext",
						"error", "spring.datasource.hikari.minimum-idle", "0"));
		if (sources.contains(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME)) {
			sources.addAfter(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME, defaults);
		}
		else {
			sources.addFirst(defaults);
		}
		sources.addFirst(new MapPropertySource(OVERRIDES,
				Map.of("spring.main.web-application-type", "none", "spring.main.banner-mode", "off",
						"spring.main.log-startup-info", "false", "spring.main.lazy-initialization", "false",
						"spring.main.keep-alive", "false", "spring.jmx.enabled", "false", "migrator.enabled", "true",
						"migrator.startup", "none", BEANS, String.valueOf(beans))));
	}

	/** A user without a name, as in some containers, is called a question mark. */
	private static String principal(ConfigurableEnvironment environment) {
		String named = environment.getProperty(PRINCIPAL);
		String user = System.getProperty("user.name", "");
		return StringUtils.hasText(named) ? named : (user.equals("?") ? "" : user);
	}

}
