package io.migrator.backfill.work;

import java.time.Clock;
import java.util.List;

import io.migrator.run.Engine;

/**
 * Makes sure that the tables are there.
 */
final class Tables {

	private Tables() {
	}

	static void prepare(WorkSite site) {
		new Engine(site.dataSource(), site.migrations(), site.settings(), List.of(site.listener()), Clock.systemUTC())
			.prepareTables();
	}

}
