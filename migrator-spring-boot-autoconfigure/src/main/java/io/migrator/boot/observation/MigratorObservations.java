package io.migrator.boot.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.migrator.boot.observation.MigratorObservationContext.Batch;
import io.migrator.boot.observation.MigratorObservationContext.Deploy;
import io.migrator.boot.observation.MigratorObservationContext.Migration;
import io.migrator.boot.observation.ObservationBeans.Found;
import io.migrator.boot.observation.OpenObservations.Open;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillBatchEnded;
import io.migrator.run.MigratorEvent.BackfillBatchStarted;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.DeployFailed;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.run.MigratorEvent.DeployStarted;
import io.migrator.run.MigratorEvent.LockAcquired;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationFailed;
import io.migrator.run.MigratorEvent.MigrationRolledBack;
import io.migrator.run.MigratorEvent.MigrationStarted;
import org.jspecify.annotations.Nullable;

/**
 * Makes observations out of the engine's events. The thread that tells of a beginning
 * tells of the end, so what it does meanwhile is within the observation: other listeners,
 * too, which hear of the beginning after, and of the end before it is seen here.
 */
final class MigratorObservations {

	private static final DeployObservationConvention DEPLOY = new DefaultDeployObservationConvention();

	private static final MigrationObservationConvention MIGRATION = new DefaultMigrationObservationConvention();

	private static final BackfillBatchObservationConvention BATCH = new DefaultBackfillBatchObservationConvention();

	private final ObservationBeans beans;

	private final OpenObservations open = new OpenObservations();

	/** All work of an application is done on one database. */
	private volatile @Nullable String database;

	MigratorObservations(ObservationBeans beans) {
		this.beans = beans;
	}

	/**
	 * Sees what begins.
	 * @param event an event, which other listeners have not heard of yet
	 */
	void begins(MigratorEvent event) {
		if (event instanceof LockAcquired lock) {
			this.database = lock.database();
		}
		Found found = this.beans.found();
		if (found == null || found.registry().isNoop()) {
			return;
		}
		if (event instanceof DeployStarted started) {
			begin(found, found.deploy(), DEPLOY, new Deploy(started.ids()));
		}
		else if (event instanceof MigrationStarted started) {
			Open<Migration> same = find(started.id());
			Migration migration = (same != null) ? same.context() : new Migration(started.id(), started.down());
			migration.attempt(started.attempt(), started.statements());
			if (same == null) {
				begin(found, found.migration(), MIGRATION, migration);
			}
		}
		else if (event instanceof BackfillBatchStarted started) {
			begin(found, found.batch(), BATCH, new Batch(started.name(), started.worker(), started.size()));
		}
	}

	private <C extends MigratorObservationContext> void begin(Found found, @Nullable ObservationConvention<C> own,
			ObservationConvention<C> convention, C context) {
		context.setDatabase(this.database);
		this.open.begin(Observation.createNotStarted(own, convention, () -> context, found.registry()), context);
	}

	private @Nullable Open<Migration> find(String id) {
		return this.open.find(Migration.class, (migration) -> migration.id().equals(id));
	}

	/**
	 * Sees what ends.
	 * @param event an event, which other listeners have heard of already
	 */
	void ends(MigratorEvent event) {
		if (event instanceof BlockedByLock blocked) {
			Open<Migration> migration = find(blocked.id());
			if (migration != null) {
				migration.observation()
					.event(Observation.Event.of("lock.timeout", "lock timeout at " + where(blocked)));
			}
		}
		else if (event instanceof MigrationApplied applied) {
			endMigration(applied.id(), null, applied.rowsAffected());
			Open<Deploy> deploy = this.open.find(Deploy.class, (context) -> true);
			if (deploy != null) {
				deploy.context().migrationApplied();
			}
		}
		else if (event instanceof MigrationRolledBack rolledBack) {
			endMigration(rolledBack.id(), null, 0);
		}
		else if (event instanceof MigrationFailed failed) {
			endMigration(failed.id(), failed.failure(), 0);
		}
		else if (event instanceof DeployFinished) {
			endDeploy(null);
		}
		else if (event instanceof DeployFailed failed) {
			endDeploy(failed.failure());
		}
		else if (event instanceof BackfillBatchEnded ended) {
			this.open.end(Batch.class, (batch) -> batch.backfill().equals(ended.name()), ended.failure(), (batch) -> {
				batch.setDatabase(ended.database());
				batch.ended(ended.rows());
			});
		}
	}

	private static String where(BlockedByLock blocked) {
		return blocked.script() + ":" + blocked.line();
	}

	private void endMigration(String id, @Nullable Throwable failure, long rows) {
		this.open.end(Migration.class, (migration) -> migration.id().equals(id), failure,
				(migration) -> migration.applied(rows));
	}

	private void endDeploy(@Nullable Throwable failure) {
		this.open.end(Deploy.class, (deploy) -> true, failure, (deploy) -> {
		});
	}

}
