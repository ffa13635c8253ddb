package io.migrator.drift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.migrator.drift.DriftedObject.Change;
import io.migrator.drift.DriftedObject.Detail;
import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.ddl.DdlOptions;
import io.migrator.schema.ddl.DdlScript;
import io.migrator.schema.ddl.SchemaDdl;
import org.jspecify.annotations.Nullable;

/**
 * Compares two snapshots and tells the differences object by object, each with both ways
 * out of it.
 */
final class DriftFinder {

	private final SchemaSnapshot expected;

	private final SchemaSnapshot found;

	DriftFinder(SchemaSnapshot expected, SchemaSnapshot found) {
		this.expected = expected;
		this.found = found;
	}

	/**
	 * Finds what differs.
	 * @param atMost how many objects to describe; each takes the planning of two scripts
	 * @return the objects, sorted by name
	 */
	Drift find(int atMost) {
		Map<ObjectId, List<Difference>> groups = new LinkedHashMap<>();
		for (Difference difference : SchemaDiff.between(this.expected, this.found).differences()) {
			groups.computeIfAbsent(root(difference.id()), (key) -> new ArrayList<>()).add(difference);
		}
		List<DriftedObject> objects = groups.entrySet()
			.stream()
			.limit(atMost)
			.map((group) -> describe(group.getKey(), group.getValue()))
			.toList();
		return new Drift(objects, groups.size());
	}

	/** What lives on an object is told together with it. */
	private ObjectId root(ObjectId id) {
		Fact fact = this.expected.find(id);
		if (fact == null) {
			fact = this.found.find(id);
		}
		return (fact != null && fact.parent() != null) ? root(fact.parent()) : id;
	}

	private DriftedObject describe(ObjectId root, List<Difference> differences) {
		Change change = Change.CHANGED;
		if (this.found.find(root) == null) {
			change = Change.MISSING;
		}
		else if (this.expected.find(root) == null) {
			change = Change.UNEXPECTED;
		}
		Set<ObjectId> ids = differences.stream().map(Difference::id).collect(Collectors.toSet());
		DdlScript restore = SchemaDdl.between(this.found, this.found.withObjectsOf(this.expected, ids),
				DdlOptions.ONLINE);
		DdlScript adopt = SchemaDdl.between(this.expected, this.expected.withObjectsOf(this.found, ids),
				DdlOptions.ONLINE);
		return new DriftedObject(root.kind().words(), root.path(), change, details(root, differences), text(restore),
				text(adopt), restore.losses());
	}

	static String text(DdlScript script) {
		return script.unsupported()
			.stream()
			.map((id) -> "-- " + id + " must be changed by hand\n")
			.collect(Collectors.joining()) + script.sql();
	}

	private static List<Detail> details(ObjectId root, List<Difference> differences) {
		List<Detail> details = new ArrayList<>();
		for (Difference difference : differences) {
			String object = difference.id().toString();
			if (difference.before() == null) {
				details.add(new Detail(object, "exists", "no", "yes"));
			}
			else if (difference.after() == null) {
				details.add(new Detail(object, "exists", "yes", "no"));
			}
			else {
				for (String attribute : difference.attributes()) {
					details.add(new Detail(object, attribute, value(difference.before(), attribute),
							value(difference.after(), attribute)));
				}
			}
		}
		return details;
	}

	private static @Nullable String value(Fact fact, String attribute) {
		Object value = fact.attributes().value(attribute);
		return (value instanceof List<?> list) ? String.join(", ", list.toArray(String[]::new)) : (String) value;
	}

	/**
	 * What was found.
	 *
	 * @param objects the first of the objects
	 * @param count how many there are
	 */
	record Drift(List<DriftedObject> objects, int count) {
	}

}
