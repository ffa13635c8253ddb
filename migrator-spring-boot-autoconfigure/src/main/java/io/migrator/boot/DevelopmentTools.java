package io.migrator.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.migrator.Migrator;
import io.migrator.backfill.BackfillDefinition;
import io.migrator.develop.Workbench;
import io.migrator.migration.MigrationLayout;
import io.migrator.migration.MigrationSet;
import io.migrator.run.MigratorSettings;
import io.migrator.scaffold.Scaffolder;
import io.migrator.shadow.ShadowSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a developer's commands work with: the application's database, its migrations as
 * they are in the source folder, and a workbench.
 *
 * @param dataSource the application's database
 * @param migrations the migrations
 * @param settings how the migrator works
 * @param workbench compares schemas
 * @param scaffolder writes the sets of changes that take several releases
 */
public record DevelopmentTools(DataSource dataSource, Supplier<MigrationSet> migrations, MigratorSettings settings,
		Workbench workbench, Scaffolder scaffolder) {

	/**
	 * Takes the tools from an application's context.
	 * @param context the context, refreshed
	 * @param directory the folder with the sources of the migrations, which know more
	 * than the class path if something was written since the application was built, or
	 * {@code null} for the class path alone
	 * @return the tools
	 */
	public static DevelopmentTools create(ConfigurableApplicationContext context, @Nullable Path directory) {
		MigratorProperties properties = Binder.get(context.getEnvironment())
			.bindOrCreate("migrator", MigratorProperties.class);
		if (directory != null && Files.isDirectory(directory)) {
			properties.setLocations(List.of("file:" + directory.toAbsolutePath()));
			Path backfills = directory.resolveSibling("backfills");
			if (Files.isDirectory(backfills)) {
				properties.getBackfills().setLocations(List.of("file:" + backfills.toAbsolutePath()));
			}
		}
		Migrations migrations = Migrations.create(properties,
				context.getBeanProvider(MigrationLayout.class).orderedStream().toList(), context.getClassLoader());
		MigratorDatabase database = context.getBean(MigratorDatabase.class);
		DriftProperties drift = properties.getDrift();
		ShadowSettings shadows = ShadowSettings.of(database.dataSource()).at(drift.toShadowServer());
		Supplier<List<BackfillDefinition>> backfills = BackfillDefinitions.create(properties.getBackfills(),
				context.getClassLoader(), List::of);
		return new DevelopmentTools(database.dataSource(), migrations, database.settings(),
				new Workbench(migrations, database.settings(), shadows, drift.getSchemas()).withBackfills(backfills),
				new Scaffolder(migrations, database.settings(), shadows, drift.getSchemas()).withBackfills(backfills));
	}

	/**
	 * A migrator that knows the migrations of the folder.
	 * @return the migrator
	 */
	public Migrator migrator() {
		return new Migrator(this.dataSource, this.migrations, this.settings, List.of());
	}

}
