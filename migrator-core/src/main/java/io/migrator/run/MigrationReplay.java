package io.migrator.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSet;
import io.migrator.plan.OutOfOrder;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.shadow.Shadow;

/**
 * Applies migrations to a shadow, to see what they make.
 */
public final class MigrationReplay {

	private MigrationReplay() {
	}

	/**
	 * Applies migrations.
	 * @param migrations the migrations, held up by no more than backfills, see
	 * {@link MigrationSet#replayed}
	 * @param shadow an empty database
	 * @param settings how the application's migrator works
	 * @param backfills runs the backfills that migrations require, on the rows that
	 * migrations before them inserted
	 */
	public static void run(MigrationSet migrations, Shadow shadow, MigratorSettings settings,
			BackfillVerification backfills) {
		MigratorSettings replay = new MigratorSettings(settings.schema(), settings.stream(), Set.of(),
				settings.lockTimeout(), 0, Duration.ofSeconds(10), OutOfOrder.APPLY, settings.applicationName(),
				settings.applicationVersion(), null);
		try {
			new Engine(shadow.dataSource(), () -> migrations, replay, backfills, List.of(), Clock.systemUTC())
				.deploy((planned) -> true);
		}
		catch (MigratorException ex) {
			throw new MigratorException(
					"The migrations cannot be replayed on a shadow (" + shadow.description() + "): " + ex.problem(),
					"only the shadow was touched, which is thrown away", ex.nextStep(), ex);
		}
	}

	/**
	 * Applies migrations and looks at what they made.
	 * @param migrations the migrations, held up by no more than backfills
	 * @param shadow an empty database
	 * @param settings how the application's migrator works
	 * @param backfills runs the backfills that migrations require
	 * @param scope what to look at
	 * @return the schema
	 */
	public static SchemaSnapshot snapshot(MigrationSet migrations, Shadow shadow, MigratorSettings settings,
			BackfillVerification backfills, SnapshotScope scope) {
		run(migrations, shadow, settings, backfills);
		return shadow.snapshot(scope);
	}

}
