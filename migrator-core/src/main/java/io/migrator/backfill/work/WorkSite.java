package io.migrator.backfill.work;

import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillSettings;
import io.migrator.backfill.BackfillThrottle;
import io.migrator.migration.MigrationSet;
import io.migrator.run.Listeners;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;

/**
 * What those who work on backfills work with.
 *
 * @param dataSource where connections come from
 * @param transactions makes the transactions of batches, on connections of that data
 * source
 * @param definitions the backfills of the application, asked for once
 * @param migrations the migrations of the application, asked for once
 * @param settings how the migrator works
 * @param backfills how backfills are worked on
 * @param walks finds out how tables are walked
 * @param throttle tells when to hold back
 * @param listener who hears of it
 */
record WorkSite(DataSource dataSource, PlatformTransactionManager transactions,
		Supplier<List<BackfillDefinition>> definitions, Supplier<MigrationSet> migrations, MigratorSettings settings,
		BackfillSettings backfills, WalkFinder walks, BackfillThrottle throttle, MigrationListener listener) {

	WorkSite {
		listener = new Listeners(List.of(listener));
	}

	WorkSite onBehalfOf(@Nullable String principal) {
		return new WorkSite(this.dataSource, this.transactions, this.definitions, this.migrations,
				this.settings.withPrincipal(principal), this.backfills, this.walks, this.throttle, this.listener);
	}

}
