package io.migrator.drift;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.github.cliftonlabs.json_simple.JsonArray;
import com.github.cliftonlabs.json_simple.JsonException;
import com.github.cliftonlabs.json_simple.JsonObject;
import com.github.cliftonlabs.json_simple.Jsoner;
import io.migrator.drift.DriftedObject.Change;
import io.migrator.drift.DriftedObject.Detail;
import org.jspecify.annotations.Nullable;

/**
 * Reports as text, as they are kept between checks for all replicas to show.
 */
final class DriftJson {

	private DriftJson() {
	}

	static String write(DriftReport report) {
		JsonObject json = new JsonObject();
		json.put("checkedAt", report.checkedAt().toString());
		json.put("tookMs", report.took().toMillis());
		json.put("checkedBy", report.checkedBy());
		json.put("expectation", report.expectation());
		json.put("count", report.count());
		json.put("objects", new JsonArray(report.objects().stream().map(DriftJson::object).toList()));
		json.put("restore", report.restore());
		json.put("adopt", report.adopt());
		return Jsoner.serialize(json);
	}

	private static JsonObject object(DriftedObject object) {
		JsonObject json = new JsonObject();
		json.put("kind", object.kind());
		json.put("name", object.name());
		json.put("change", object.change().name());
		json.put("details", new JsonArray(object.details().stream().map(DriftJson::detail).toList()));
		json.put("restore", object.restore());
		json.put("adopt", object.adopt());
		json.put("losses", new JsonArray(object.losses()));
		return json;
	}

	private static JsonObject detail(Detail detail) {
		JsonObject json = new JsonObject();
		json.put("object", detail.object());
		json.put("attribute", detail.attribute());
		json.put("expected", detail.expected());
		json.put("found", detail.found());
		return json;
	}

	/**
	 * Reads a report back.
	 * @param text what {@link #write} wrote
	 * @return the report, or {@code null} if it is not one that this version understands
	 */
	static @Nullable DriftReport read(String text) {
		try {
			Map<?, ?> json = (Map<?, ?>) Jsoner.deserialize(text);
			return new DriftReport(Instant.parse(text(json, "checkedAt")), Duration.ofMillis(number(json, "tookMs")),
					text(json, "checkedBy"), text(json, "expectation"), (int) number(json, "count"),
					list(json, "objects").stream().map((object) -> readObject((Map<?, ?>) object)).toList(),
					text(json, "restore"), text(json, "adopt"));
		}
		catch (JsonException | RuntimeException ex) {
			return null;
		}
	}

	private static DriftedObject readObject(Map<?, ?> json) {
		return new DriftedObject(text(json, "kind"), text(json, "name"), Change.valueOf(text(json, "change")),
				list(json, "details").stream().map((detail) -> readDetail((Map<?, ?>) detail)).toList(),
				text(json, "restore"), text(json, "adopt"),
				list(json, "losses").stream().map(String::valueOf).toList());
	}

	private static Detail readDetail(Map<?, ?> json) {
		return new Detail(text(json, "object"), text(json, "attribute"), (String) json.get("expected"),
				(String) json.get("found"));
	}

	private static String text(Map<?, ?> json, String name) {
		return String.valueOf(json.get(name));
	}

	private static long number(Map<?, ?> json, String name) {
		return Long.parseLong(text(json, name));
	}

	private static List<?> list(Map<?, ?> json, String name) {
		return (json.get(name) instanceof List<?> list) ? list : List.of();
	}

}
