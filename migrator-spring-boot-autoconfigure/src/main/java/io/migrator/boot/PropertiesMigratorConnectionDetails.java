package io.migrator.boot;

import org.jspecify.annotations.Nullable;

/**
 * Adapts {@link MigratorProperties} to {@link MigratorConnectionDetails}.
 */
final class PropertiesMigratorConnectionDetails implements MigratorConnectionDetails {

	private final DatasourceProperties properties;

	PropertiesMigratorConnectionDetails(MigratorProperties properties) {
		this.properties = properties.getDatasource();
	}

	@Override
	public @Nullable String getJdbcUrl() {
		return this.properties.getUrl();
	}

	@Override
	public @Nullable String getUsername() {
		return this.properties.getUsername();
	}

	@Override
	public @Nullable String getPassword() {
		return this.properties.getPassword();
	}

	@Override
	public @Nullable String getDriverClassName() {
		String driverClassName = this.properties.getDriverClassName();
		return (driverClassName != null) ? driverClassName : MigratorConnectionDetails.super.getDriverClassName();
	}

}
