package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillSettings;
import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSet;
import io.migrator.plan.DefinedBackfills;
import io.migrator.run.BackfillVerification;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Tells deploys what definitions say of backfills, on the connection of the deploy. A
 * backfill of which no definition is at hand is what its row says it is.
 */
public final class DeployVerification implements BackfillVerification {

	private final Supplier<List<BackfillDefinition>> definitions;

	private final boolean all;

	private final Supplier<MigrationSet> migrations;

	private final MigratorSettings settings;

	private final MigrationListener listener;

	/**
	 * Creates a verification.
	 * @param definitions the backfills that are at hand, asked for anew each time
	 * @param all whether these are all that the application has
	 * @param migrations the migrations of the application
	 * @param settings how the migrator works
	 * @param listener who hears of backfills that are opened again
	 */
	public DeployVerification(Supplier<List<BackfillDefinition>> definitions, boolean all,
			Supplier<MigrationSet> migrations, MigratorSettings settings, MigrationListener listener) {
		this.definitions = definitions;
		this.all = all;
		this.migrations = migrations;
		this.settings = settings;
		this.listener = listener;
	}

	@Override
	public boolean isStillComplete(Connection connection, String name) throws SQLException {
		DataSource deploy = new SingleConnectionDataSource(connection, true);
		try {
			return new BackfillEngine(deploy, new JdbcTransactionManager(deploy), this.definitions, this.migrations,
					this.settings, BackfillSettings.defaults(), List.of(), this.listener)
				.workers()
				.reverify(name);
		}
		catch (DataAccessException ex) {
			throw (ex.getRootCause() instanceof SQLException cause) ? cause : new SQLException(ex);
		}
	}

	/**
	 * What is wrong with definitions is told by whoever runs them.
	 */
	@Override
	public @Nullable DefinedBackfills defined() {
		try {
			Set<String> here = new HashSet<>();
			Set<String> elsewhere = new HashSet<>();
			for (BackfillDefinition definition : this.definitions.get()) {
				boolean applies = definition.directives().appliesIn(this.settings.environments());
				(applies ? here : elsewhere).add(definition.name());
			}
			return new DefinedBackfills(here, elsewhere, this.all);
		}
		catch (MigratorException ex) {
			LoggerFactory.getLogger(DeployVerification.class).debug("The backfills cannot be read", ex);
			return null;
		}
	}

}
