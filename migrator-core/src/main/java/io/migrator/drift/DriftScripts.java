package io.migrator.drift;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migrator.run.MigratorSettings;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.ddl.DdlOptions;
import io.migrator.schema.ddl.SchemaDdl;

/**
 * Writes reports with the scripts for all differences at once.
 */
final class DriftScripts {

	private DriftScripts() {
	}

	static DriftReport nothing(Instant at, Duration took, MigratorSettings settings, String expectation) {
		return new DriftReport(at, took, process(settings), expectation, 0, List.of(), "", "");
	}

	static DriftReport report(Instant at, Duration took, MigratorSettings settings, String expectation,
			DriftFinder.Drift drift, SchemaSnapshot expected, SchemaSnapshot found) {
		if (drift.count() == 0) {
			return nothing(at, took, settings, expectation);
		}
		return new DriftReport(at, took, process(settings), expectation, drift.count(), drift.objects(),
				DriftFinder.text(SchemaDdl.between(found, expected, DdlOptions.ONLINE)),
				DriftFinder.text(SchemaDdl.between(expected, found, DdlOptions.ONLINE)));
	}

	/** The virtual machine's own name is process and host. */
	private static String process(MigratorSettings settings) {
		return settings.applicationName() + " " + ManagementFactory.getRuntimeMXBean().getName();
	}

}
