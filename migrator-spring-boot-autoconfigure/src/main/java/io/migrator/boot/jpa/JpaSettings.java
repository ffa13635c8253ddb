package io.migrator.boot.jpa;

import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.hibernate.boot.model.naming.ImplicitNamingStrategy;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.ManagedBeanSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.hibernate.autoconfigure.HibernateProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.hibernate.autoconfigure.HibernateSettings;
import org.springframework.boot.jpa.autoconfigure.JpaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.orm.jpa.hibernate.SpringBeanContainer;
import org.springframework.util.StringUtils;

/**
 * The application's settings of Hibernate as Spring Boot makes them, less what would
 * reach for a database or write anything but the schema.
 */
final class JpaSettings {

	/**
	 * What leads to a database, changes one, or reads scripts.
	 */
	private static final List<String> UNWANTED = List.of("hibernate.connection.", "hibernate.hikari.",
			"hibernate.agroal.", "hibernate.c3p0.", "hibernate.hbm2ddl.auto", "hibernate.hbm2ddl.import_files",
			"jakarta.persistence.jdbc.", "javax.persistence.jdbc.", "jakarta.persistence.jtaDataSource",
			"jakarta.persistence.nonJtaDataSource", "javax.persistence.jtaDataSource",
			"javax.persistence.nonJtaDataSource", "jakarta.persistence.schema-generation.",
			"javax.persistence.schema-generation.", "jakarta.persistence.sql-load-script-source",
			"javax.persistence.sql-load-script-source", "jakarta.persistence.create-database-schemas",
			"javax.persistence.create-database-schemas");

	private final ConfigurableApplicationContext context;

	private final JpaProperties jpa;

	JpaSettings(ConfigurableApplicationContext context) {
		this.context = context;
		this.jpa = Binder.get(context.getEnvironment()).bindOrCreate("spring.jpa", JpaProperties.class);
	}

	/**
	 * The mapping files beside {@code META-INF/orm.xml}.
	 * @return locations on the class path, perhaps none
	 */
	String[] mappingResources() {
		return StringUtils.toStringArray(this.jpa.getMappingResources());
	}

	/**
	 * The settings with which Hibernate writes the script and does nothing else.
	 * @param script receives the script
	 * @param serverVersion the major version of the server, which decides about types and
	 * generated columns
	 * @return the settings
	 */
	Map<String, Object> forScript(Writer script, int serverVersion) {
		Map<String, Object> settings = ofApplication();
		settings.keySet().removeIf((key) -> UNWANTED.stream().anyMatch(key::startsWith));
		settings.put(JdbcSettings.ALLOW_METADATA_ON_BOOT, false);
		settings.put(JdbcSettings.CONNECTION_PROVIDER, new UserSuppliedConnectionProviderImpl());
		settings.put(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL");
		settings.put(JdbcSettings.JAKARTA_HBM2DDL_DB_MAJOR_VERSION, String.valueOf(serverVersion));
		settings.put(JdbcSettings.JAKARTA_HBM2DDL_DB_MINOR_VERSION, "0");
		settings.put(JdbcSettings.FORMAT_SQL, false);
		settings.put(SchemaToolingSettings.HBM2DDL_SKIP_DEFAULT_IMPORT_FILE, true);
		settings.put(SchemaToolingSettings.JAKARTA_HBM2DDL_SCRIPTS_ACTION, "create");
		settings.put(SchemaToolingSettings.JAKARTA_HBM2DDL_SCRIPTS_CREATE_TARGET, script);
		settings.put(SchemaToolingSettings.HBM2DDL_DELIMITER, ";");
		// A schema may exist: the script creates those itself
		settings.put("hibernate.hbm2ddl.create_namespaces", false);
		return settings;
	}

	private Map<String, Object> ofApplication() {
		HibernateProperties hibernate = Binder.get(this.context.getEnvironment())
			.bindOrCreate("spring.jpa.hibernate", HibernateProperties.class);
		Map<String, Object> settings = new HashMap<>();
		settings.put(ManagedBeanSettings.BEAN_CONTAINER, new SpringBeanContainer(this.context.getBeanFactory()));
		String platform = this.jpa.getDatabasePlatform();
		if (platform != null) {
			settings.put(JdbcSettings.DIALECT, platform);
		}
		settings.putAll(hibernate.determineHibernateProperties(this.jpa.getProperties(),
				new HibernateSettings().ddlAuto(() -> "none").hibernatePropertiesCustomizers(customizers())));
		return settings;
	}

	private List<HibernatePropertiesCustomizer> customizers() {
		List<HibernatePropertiesCustomizer> customizers = new ArrayList<>();
		customizers.add((settings) -> {
			this.context.getBeanProvider(PhysicalNamingStrategy.class)
				.ifAvailable((strategy) -> settings.put(MappingSettings.PHYSICAL_NAMING_STRATEGY, strategy));
			this.context.getBeanProvider(ImplicitNamingStrategy.class)
				.ifAvailable((strategy) -> settings.put(MappingSettings.IMPLICIT_NAMING_STRATEGY, strategy));
		});
		this.context.getBeanProvider(HibernatePropertiesCustomizer.class).orderedStream().forEach(customizers::add);
		return customizers;
	}

}
