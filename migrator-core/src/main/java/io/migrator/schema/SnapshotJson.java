package io.migrator.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.github.cliftonlabs.json_simple.JsonArray;
import com.github.cliftonlabs.json_simple.JsonException;
import com.github.cliftonlabs.json_simple.JsonObject;
import com.github.cliftonlabs.json_simple.Jsoner;
import org.jspecify.annotations.Nullable;

/**
 * The form of a snapshot for people and for files under version control: one line for
 * each attribute, in an order that does not depend on the database that it was read from.
 */
public final class SnapshotJson {

	private static final String POSITION = "_position";

	private SnapshotJson() {
	}

	/**
	 * Writes a snapshot.
	 * @param snapshot the snapshot
	 * @return JSON text, the same for equal schemas
	 */
	public static String write(SchemaSnapshot snapshot) {
		StringBuilder text = new StringBuilder("{\n");
		text.append("  \"format\": ").append(SnapshotFormat.VERSION).append(",\n");
		text.append("  \"serverVersion\": ").append(snapshot.serverVersion()).append(",\n");
		text.append("  \"fingerprint\": \"").append(snapshot.fingerprint()).append("\",\n");
		text.append("  \"attributes\": {");
		String separator = "\n";
		for (Map.Entry<Kind, Set<String>> known : snapshot.knowledge().attributes(snapshot.facts()).entrySet()) {
			text.append(separator).append("    ").append(quoted(known.getKey().name())).append(": ");
			text.append(value(known.getValue().stream().filter(SnapshotWriter::isKept).toList()));
			separator = ",\n";
		}
		text.append("\n  },\n  \"objects\": [");
		Map<ObjectId, String> positions = positions(snapshot);
		separator = "\n";
		for (Fact fact : snapshot.facts()) {
			text.append(separator).append("    {\n      \"id\": ").append(id(fact.id()));
			if (fact.parent() != null) {
				text.append(",\n      \"parent\": ").append(id(fact.parent()));
			}
			for (String name : fact.attributes().names()) {
				if (SnapshotWriter.isKept(name)) {
					Object value = name.equals(POSITION) ? positions.get(fact.id()) : fact.attributes().value(name);
					text.append(",\n      ").append(quoted("." + name)).append(": ").append(value(value));
				}
			}
			if (!fact.dependencies().isEmpty()) {
				text.append(",\n      \"needs\": [\n        ");
				text.append(String.join(",\n        ", fact.dependencies().stream().map(SnapshotJson::id).toList()));
				text.append("\n      ]");
			}
			text.append("\n    }");
			separator = ",\n";
		}
		return text.append("\n  ]\n}\n").toString();
	}

	/** Columns that were dropped leave gaps, which say nothing. */
	private static Map<ObjectId, String> positions(SchemaSnapshot snapshot) {
		Map<ObjectId, List<Fact>> siblings = new HashMap<>();
		for (Fact fact : snapshot.facts()) {
			if (fact.parent() != null && fact.text(POSITION) != null) {
				siblings.computeIfAbsent(fact.parent(), (parent) -> new ArrayList<>()).add(fact);
			}
		}
		Map<ObjectId, String> positions = new HashMap<>();
		for (List<Fact> columns : siblings.values()) {
			columns.sort(Comparator.comparingInt((column) -> Integer.parseInt(column.required(POSITION))));
			for (int i = 0; i < columns.size(); i++) {
				positions.put(columns.get(i).id(), String.valueOf(i + 1));
			}
		}
		return positions;
	}

	private static String id(ObjectId id) {
		StringBuilder text = new StringBuilder("[").append(quoted(id.kind().name()));
		text.append(", ").append(value(id.schema())).append(", ").append(quoted(id.name()));
		if (id.sub() != null) {
			text.append(", ").append(quoted(id.sub()));
		}
		return text.append("]").toString();
	}

	private static String value(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return "[" + String.join(", ", list.stream().map((element) -> quoted((String) element)).toList()) + "]";
		}
		return (value != null) ? quoted((String) value) : "null";
	}

	private static String quoted(String text) {
		return '"' + Jsoner.escape(text) + '"';
	}

	/**
	 * Reads a snapshot.
	 * @param text JSON text
	 * @return the snapshot
	 * @throws io.migrator.error.MigratorException if it is not a snapshot, or of a form
	 * that this version does not know
	 */
	public static SchemaSnapshot read(String text) {
		try {
			JsonObject json = (JsonObject) Jsoner.deserialize(text);
			int format = number(json, "format");
			if (format != SnapshotFormat.VERSION) {
				throw SnapshotFormat.unreadable(
						"has the form " + format + ", and this version knows only " + SnapshotFormat.VERSION, null);
			}
			Map<Kind, Set<String>> known = new EnumMap<>(Kind.class);
			required(json, "attributes", JsonObject.class).forEach((kindName, names) -> {
				Kind kind = SnapshotParser.kind(kindName);
				if (kind != null) {
					known.put(kind, new TreeSet<>(texts((JsonArray) names)));
				}
			});
			List<Fact> facts = new ArrayList<>();
			required(json, "objects", JsonArray.class).forEach((object) -> facts.add(fact((JsonObject) object)));
			return new SchemaSnapshot(number(json, "serverVersion"), facts, Knowledge.of(known));
		}
		catch (JsonException | ClassCastException | NullPointerException | IndexOutOfBoundsException ex) {
			throw SnapshotFormat.unreadable("is no JSON text of the expected form", ex);
		}
	}

	private static <T> T required(JsonObject json, String name, Class<T> type) {
		return type.cast(Objects.requireNonNull(json.get(name), name));
	}

	private static int number(JsonObject json, String name) {
		return required(json, name, BigDecimal.class).intValueExact();
	}

	private static Fact fact(JsonObject json) {
		TreeMap<String, Object> values = new TreeMap<>();
		json.forEach((name, value) -> {
			if (name.startsWith(".")) {
				values.put(name.substring(1), (value instanceof JsonArray list) ? texts(list) : (String) value);
			}
		});
		JsonArray id = required(json, "id", JsonArray.class);
		if (SnapshotParser.kind((String) id.get(0)) == null) {
			values.put(Knowledge.LATER_KIND, id.get(0));
		}
		JsonArray parent = (JsonArray) json.get("parent");
		List<ObjectId> needs = new ArrayList<>();
		if (json.get("needs") instanceof JsonArray list) {
			list.forEach((need) -> needs.add(id((JsonArray) need)));
		}
		return new Fact(id(id), (parent != null) ? id(parent) : null,
				Attributes.of(values.keySet().toArray(String[]::new), values.values().toArray()), List.copyOf(needs));
	}

	private static ObjectId id(JsonArray json) {
		String kindName = (String) json.get(0);
		Kind kind = SnapshotParser.kind(kindName);
		String name = (String) json.get(2);
		return new ObjectId((kind != null) ? kind : Kind.UNKNOWN, (String) json.get(1),
				(kind != null) ? name : SnapshotParser.name(kindName, name),
				(json.size() > 3) ? (String) json.get(3) : null);
	}

	private static List<String> texts(JsonArray array) {
		return array.stream().map(String.class::cast).toList();
	}

}
