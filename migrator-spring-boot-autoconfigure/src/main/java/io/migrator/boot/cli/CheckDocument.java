package io.migrator.boot.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.boot.format.Durations;
import io.migrator.check.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * What checks found, as people and scripts read it.
 */
final class CheckDocument {

	private CheckDocument() {
	}

	static List<String> text(List<CheckResult> results) {
		List<List<String>> rows = new ArrayList<>();
		results.forEach((result) -> rows.add(List.of(result.state().word(), result.name(), time(result.duration()))));
		List<String> table = rows.isEmpty() ? List.of() : Text.table(rows);
		List<String> lines = new ArrayList<>();
		for (int i = 0; i < results.size(); i++) {
			CheckResult result = results.get(i);
			lines.add(table.get(i));
			if (result.reason() != null) {
				lines.add("  " + result.reason());
			}
			if (result.found() != null) {
				result.found().lines().forEach((line) -> lines.add("  " + line));
			}
		}
		return lines;
	}

	private static String time(@Nullable Duration duration) {
		return (duration != null) ? Durations.format(duration) : "";
	}

	static Map<String, ?> of(CheckResult result) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("name", result.name());
		document.put("source", result.source());
		document.put("state", result.state().word());
		document.put("reason", result.reason());
		document.put("checkedAt", result.checkedAt());
		document.put("passedAt", result.passedAt());
		document.put("durationMs", (result.duration() != null) ? result.duration().toMillis() : null);
		document.put("found", result.found());
		return document;
	}

}
