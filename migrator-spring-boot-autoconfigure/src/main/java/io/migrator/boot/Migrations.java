package io.migrator.boot;

import java.util.List;
import java.util.function.Supplier;

import io.migrator.boot.MigratorProperties.DuplicateVersions;
import io.migrator.migration.MigrationLayout;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.MigrationSource;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * The application's migrations, read once, when they are first asked for.
 */
public final class Migrations implements Supplier<MigrationSet> {

	private final SingletonSupplier<MigrationSet> migrations;

	/**
	 * Creates a supplier.
	 * @param source where the migrations are
	 */
	public Migrations(MigrationSource source) {
		this.migrations = SingletonSupplier.of(source::load);
	}

	static Migrations create(MigratorProperties properties, List<MigrationLayout> layouts,
			@Nullable ClassLoader classLoader) {
		MigrationSource source = MigrationSource.of(properties.getLocations().toArray(String[]::new))
			.withFlywayNaming(properties.getFlyway().toNaming())
			.withPlaceholders(properties.getFlyway().toPlaceholders())
			.withRefuseDuplicateVersions(properties.getDuplicateVersions() == DuplicateVersions.FAIL)
			.withLayouts(layouts);
		return new Migrations((classLoader != null) ? source.withClassLoader(classLoader) : source);
	}

	@Override
	public MigrationSet get() {
		return this.migrations.obtain();
	}

}
