package io.migrator.backfill.work;

import javax.sql.DataSource;

import io.migrator.run.MigratorSettings;

/**
 * The tables that remember backfills.
 *
 * @param backfills what was begun
 * @param ranges who works on what
 * @param quarantine what was put aside
 */
record Stores(BackfillStore backfills, RangeStore ranges, QuarantineStore quarantine) {

	static Stores of(WorkSite site) {
		DataSource dataSource = site.dataSource();
		MigratorSettings settings = site.settings();
		return new Stores(new BackfillStore(dataSource, settings),
				new RangeStore(dataSource, settings, site.backfills().lease()),
				new QuarantineStore(dataSource, settings));
	}

}
