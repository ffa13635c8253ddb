package io.migrator.boot.jpa;

import io.migrator.error.MigratorException;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * The schema that an application's JPA entities ask for, as Hibernate would create it.
 */
public final class EntityScript {

	private static final String BOOT_HIBERNATE = "org.springframework.boot.hibernate.autoconfigure.HibernateProperties";

	private EntityScript() {
	}

	/**
	 * Writes the script that creates the schema of the application's entities. Finds
	 * entities and settings as Spring Boot does ({@code @EntityScan} or the application's
	 * package, {@code spring.jpa.*}, naming strategies and customizers that are beans),
	 * but needs neither an entity manager factory nor a connection.
	 * @param context the application's context, refreshed; that of the command line will
	 * do
	 * @param serverVersion the major version of the server that will run the script, such
	 * as 18, on which Hibernate's choice of statements depends
	 * @return statements for PostgreSQL, each ended by a semicolon
	 * @throws MigratorException if Hibernate is not on the class path, no entity is
	 * found, or Hibernate rejects the entities
	 */
	public static String create(ConfigurableApplicationContext context, int serverVersion) {
		if (!ClassUtils.isPresent(BOOT_HIBERNATE, context.getClassLoader())) {
			throw new EntityScriptException(
					"The application has no entities that Hibernate could read:"
							+ " spring-boot-hibernate is not on its class path",
					"Add spring-boot-starter-data-jpa, or take the desired schema from a schema file or from the URL"
							+ " of a database.",
					null);
		}
		return new HibernateScript(context, serverVersion).create();
	}

}
