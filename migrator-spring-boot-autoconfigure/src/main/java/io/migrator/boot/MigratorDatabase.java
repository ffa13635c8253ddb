package io.migrator.boot;

import javax.sql.DataSource;

import io.migrator.run.MigratorSettings;

/**
 * The database that is migrated and how, found out once for all who work on it. No data
 * source bean, since the application's own must stay the only one.
 *
 * @param dataSource where connections come from
 * @param settings how to work
 */
record MigratorDatabase(DataSource dataSource, MigratorSettings settings) {
}
