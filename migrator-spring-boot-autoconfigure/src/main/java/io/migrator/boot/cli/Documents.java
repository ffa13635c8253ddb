package io.migrator.boot.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.backup.Backup;
import io.migrator.boot.format.Times;
import io.migrator.history.HistoryEntry;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import io.migrator.run.DeployResult;
import io.migrator.run.RollbackResult;
import io.migrator.run.ValidationReport;
import org.jspecify.annotations.Nullable;

/**
 * The documents that scripts read; their members are a promise.
 */
final class Documents {

	private Documents() {
	}

	static Map<String, ?> status(Plan plan) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("migrations", plan.migrations().stream().map(Documents::migration).toList());
		Map<String, Integer> summary = new LinkedHashMap<>();
		plan.summary().forEach((state, count) -> summary.put(state.label(), count));
		document.put("summary", summary);
		return document;
	}

	static Map<String, ?> plan(Plan plan) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("next", plan.next().stream().map(Documents::migration).toList());
		document.put("held", plan.held().stream().map(Documents::migration).toList());
		document.put("warnings", plan.warnings());
		document.put("problems", plan.problems());
		document.put("upToDate", plan.isUpToDate());
		return document;
	}

	static Map<String, ?> deploy(DeployResult result) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("applied", result.applied());
		document.put("held", result.held());
		document.put("durationMs", result.duration().toMillis());
		document.put("backup", backup(result.backup()));
		return document;
	}

	private static @Nullable Map<String, String> backup(@Nullable Backup backup) {
		if (backup == null) {
			return null;
		}
		Map<String, String> document = new LinkedHashMap<>();
		document.put("location", backup.location());
		document.put("restoreCommand", backup.restoreCommand());
		return document;
	}

	static Map<String, ?> rollback(RollbackResult result) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("rolledBack", result.rolledBack());
		document.put("durationMs", result.duration().toMillis());
		return document;
	}

	static Map<String, ?> resolution(String id, String state) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("id", id);
		document.put("state", state);
		return document;
	}

	static Map<String, ?> validation(ValidationReport report) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("valid", report.isValid());
		document.put("statementsChecked", report.statementsChecked());
		document.put("findings", report.findings().stream().map(Documents::finding).toList());
		document.put("warnings", report.plan().warnings());
		document.put("problems", report.plan().problems());
		return document;
	}

	private static Map<String, @Nullable Object> migration(PlannedMigration migration) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("id", migration.id());
		document.put("version", migration.version());
		document.put("description", migration.description());
		document.put("state", migration.state().label());
		document.put("appliedAt", Times.appliedAt(migration));
		document.put("durationMs", Times.durationMs(migration));
		document.put("checksum", checksum(migration));
		document.put("reasons", List.copyOf(migration.reasons()));
		return document;
	}

	private static @Nullable String checksum(PlannedMigration migration) {
		HistoryEntry history = migration.history();
		if (history != null) {
			return history.checksum();
		}
		return (migration.migration() != null) ? migration.migration().up().checksum() : null;
	}

	private static Map<String, @Nullable Object> finding(ValidationReport.Finding finding) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("migration", finding.migration());
		document.put("script", finding.script());
		document.put("line", finding.line());
		document.put("column", finding.column());
		document.put("problem", finding.problem());
		document.put("sqlState", finding.sqlState());
		return document;
	}

}
