package io.migrator.boot.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.migrator.drift.DriftReport;
import io.migrator.drift.DriftedObject;
import org.jspecify.annotations.Nullable;

/**
 * The document of {@code drift}; its members are a promise.
 */
final class DriftDocument {

	private DriftDocument() {
	}

	static Map<String, ?> of(DriftReport report) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("drifted", report.isDrifted());
		document.put("checkedAt", report.checkedAt());
		document.put("durationMs", report.took().toMillis());
		document.put("expectation", report.expectation());
		document.put("count", report.count());
		document.put("objects", report.objects().stream().map(DriftDocument::object).toList());
		document.put("restore", report.restore());
		document.put("adopt", report.adopt());
		return document;
	}

	private static Map<String, Object> object(DriftedObject object) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("kind", object.kind());
		document.put("name", object.name());
		document.put("change", object.change().name().toLowerCase(Locale.ROOT));
		document.put("details", object.details().stream().map(DriftDocument::detail).toList());
		document.put("restore", object.restore());
		document.put("adopt", object.adopt());
		document.put("losses", object.losses());
		return document;
	}

	private static Map<String, @Nullable Object> detail(DriftedObject.Detail detail) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("object", detail.object());
		document.put("attribute", detail.attribute());
		document.put("expected", detail.expected());
		document.put("found", detail.found());
		return document;
	}

}
