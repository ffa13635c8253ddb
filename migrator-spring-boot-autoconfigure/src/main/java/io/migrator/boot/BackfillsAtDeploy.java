package io.migrator.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.work.DeployVerification;
import io.migrator.migration.MigrationSet;
import io.migrator.plan.DefinedBackfills;
import io.migrator.run.BackfillVerification;
import io.migrator.run.Listeners;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationListener;

/**
 * Tells deploys of the application's backfills. Before the application is ready, and on
 * the command line, only of its files: beans may use a database that is not migrated yet.
 */
class BackfillsAtDeploy implements BackfillVerification, ApplicationListener<SchemaReadyEvent> {

	private final boolean beans;

	private final Supplier<List<BackfillDefinition>> all;

	private final Supplier<List<BackfillDefinition>> files;

	private final Supplier<MigrationSet> migrations;

	private final MigratorSettings settings;

	private final ObjectProvider<MigrationListener> listeners;

	private volatile boolean ready;

	/**
	 * Creates the answers.
	 * @param beans whether backfills are among the application's beans
	 * @param all its backfills
	 * @param files those of them that are files
	 * @param migrations its migrations
	 * @param settings how the migrator works
	 * @param listeners who hears of backfills that are opened again
	 */
	BackfillsAtDeploy(boolean beans, Supplier<List<BackfillDefinition>> all, Supplier<List<BackfillDefinition>> files,
			Supplier<MigrationSet> migrations, MigratorSettings settings, ObjectProvider<MigrationListener> listeners) {
		this.beans = beans;
		this.all = all;
		this.files = files;
		this.migrations = migrations;
		this.settings = settings;
		this.listeners = listeners;
	}

	@Override
	public void onApplicationEvent(SchemaReadyEvent event) {
		this.ready = true;
	}

	@Override
	public boolean isStillComplete(Connection connection, String name) throws SQLException {
		return verification().isStillComplete(connection, name);
	}

	@Override
	public @Nullable DefinedBackfills defined() {
		return verification().defined();
	}

	private DeployVerification verification() {
		boolean whole = this.ready || !this.beans;
		return new DeployVerification(whole ? this.all : this.files, whole, this.migrations, this.settings,
				new Listeners(this.listeners.orderedStream().toList()));
	}

}
