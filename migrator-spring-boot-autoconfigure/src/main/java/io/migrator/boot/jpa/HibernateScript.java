package io.migrator.boot.jpa;

import java.io.StringWriter;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.spi.PersistenceUnitInfo;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.jpa.boot.spi.Bootstrap;
import org.hibernate.jpa.boot.spi.EntityManagerFactoryBuilder;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.orm.jpa.persistenceunit.DefaultPersistenceUnitManager;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/**
 * Has Hibernate write the script that creates the schema of an application's entities.
 */
final class HibernateScript {

	private final ConfigurableApplicationContext context;

	private final JpaSettings settings;

	private final int serverVersion;

	HibernateScript(ConfigurableApplicationContext context, int serverVersion) {
		this.context = context;
		this.serverVersion = serverVersion;
		this.settings = new JpaSettings(context);
	}

	/**
	 * Writes the script: schemas first, then what Hibernate creates.
	 * @return statements, each ended by a semicolon and a line feed
	 */
	String create() {
		Entities entities = new Entities(this.context);
		PersistenceManagedTypes types = entities.find();
		if (types.getManagedClassNames().isEmpty() && this.settings.mappingResources().length == 0) {
			throw new EntityScriptException("There are no entities in " + entities.packages(),
					"Say with @EntityScan where they are.", null);
		}
		try {
			return create(types);
		}
		// Hibernate throws its own, JPA's, and those of the JDK
		catch (RuntimeException ex) {

			throw new Rejection(types.getManagedClassNames(), classLoader()).explain(ex);
		}
	}

	private String create(PersistenceManagedTypes types) {
		StringWriter tables = new StringWriter();
		Map<String, Object> settings = this.settings.forScript(tables, this.serverVersion);
		EntityManagerFactoryBuilder builder = Bootstrap
			.getEntityManagerFactoryBuilder(new EntityUnit(unit(types), types), settings, classLoader());
		MetadataImplementor metadata = builder.metadata();
		// What a session factory does before it creates a schema
		metadata.orderColumns(false);
		metadata.validate();
		Database database = metadata.getDatabase();
		Comments.escape(database);
		StringBuilder script = new StringBuilder();
		schemas(database, settings)
			.forEach((schema) -> script.append("create schema if not exists ").append(schema).append(";\n"));
		builder.generateSchema();
		return script.append(tables.toString().replace(System.lineSeparator(), "\n")).toString();
	}

	private PersistenceUnitInfo unit(PersistenceManagedTypes types) {
		DefaultPersistenceUnitManager units = new DefaultPersistenceUnitManager();
		units.setResourceLoader(this.context);
		units.setManagedTypes(types);
		units.setMappingResources(this.settings.mappingResources());
		units.afterPropertiesSet();
		return units.obtainDefaultPersistenceUnitInfo();
	}

	private ClassLoader classLoader() {
		return Objects.requireNonNullElseGet(this.context.getClassLoader(),
				() -> Thread.currentThread().getContextClassLoader());
	}

	private static Set<String> schemas(Database database, Map<String, Object> settings) {
		var naming = SqlStringGenerationContextImpl.fromConfigurationMap(database.getJdbcEnvironment(), database,
				settings);
		Set<String> schemas = new TreeSet<>();
		for (Namespace namespace : database.getNamespaces()) {
			Identifier schema = naming.schemaWithDefault(namespace.getPhysicalName().schema());
			if (schema != null) {
				schemas.add(schema.render(naming.getDialect()));
			}
		}
		return schemas;
	}

}
