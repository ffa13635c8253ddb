package io.migrator.boot.jpa;

import java.util.List;

import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.persistence.autoconfigure.EntityScanPackages;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.orm.jpa.persistenceunit.ManagedClassNameFilter;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypesScanner;
import org.springframework.util.StringUtils;

/**
 * Finds an application's entities, embeddables, converters and annotated packages where
 * Spring Boot finds them.
 */
final class Entities {

	private final ConfigurableApplicationContext context;

	Entities(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * The managed types: those of the application's own bean, or those in its packages.
	 * @return the types, perhaps none
	 */
	PersistenceManagedTypes find() {
		PersistenceManagedTypes own = this.context.getBeanProvider(PersistenceManagedTypes.class).getIfUnique();
		if (own != null) {
			return own;
		}
		ManagedClassNameFilter filter = this.context.getBeanProvider(ManagedClassNameFilter.class).getIfAvailable();
		return new PersistenceManagedTypesScanner(this.context, filter).scan(StringUtils.toStringArray(packages()));
	}

	/**
	 * The packages that are searched, with all below them.
	 * @return the names, perhaps none
	 */
	List<String> packages() {
		List<String> scanned = EntityScanPackages.get(this.context).getPackageNames();
		if (scanned.isEmpty() && AutoConfigurationPackages.has(this.context)) {
			return AutoConfigurationPackages.get(this.context);
		}
		return scanned;
	}

}
