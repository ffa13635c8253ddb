package io.migrator.schema.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.migrator.schema.Attributes;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What objects of every kind can carry: comments, privileges and security labels. What is
 * said of an index that is a constraint's, or of a sequence that is a column's, is an
 * attribute of the constraint or column.
 */
final class Annotations {

	private final AddressMap<Draft> objects;

	private final Map<ObjectId, Map<String, Object>> found = new HashMap<>();

	Annotations(AddressMap<Draft> objects) {
		this.objects = objects;
	}

	void addComments(ResultSet results) throws SQLException {
		while (results.next()) {
			add(address(results), "comment", results.getString(4));
		}
	}

	void addLabels(ResultSet results) throws SQLException {
		while (results.next()) {
			Address address = address(results);
			Draft object = this.objects.get(address);
			if (object != null && object.isAt(address)) {
				addTo(address, "security_labels", results.getString(4) + "=" + results.getString(5));
			}
		}
	}

	void addPrivileges(ResultSet results, int version) throws SQLException {
		String tables = (version >= 17) ? "arwdDxtm" : "arwdDxt";
		while (results.next()) {
			String owner = results.getString("owner");
			String reader = results.getString("reader");
			AccessControlList list = AccessControlList.parse(array(results.getArray("acl")), owner, reader);
			AccessControlList base = AccessControlList.parse(array(results.getArray("base")), owner, reader);
			List<String> privileges = list.relativeTo(base, "r".equals(results.getString("letter")) ? tables : "");
			if (privileges.isEmpty()) {
				continue;
			}
			Address address = address(results);
			String member = results.getString("member");
			if (member != null) {
				privileges.stream().sorted().forEach((privilege) -> {
					addTo(address.whole(), "member_privileges", member + ": " + privilege);
				});
				continue;
			}
			add(address, (address.catalog() == Catalogs.DEFAULT_ACL) ? "grants" : "privileges", privileges);
			if (list.passedOn()) {
				add(address, "_privileges_passed_on", "true");
			}
		}
	}

	private static Address address(ResultSet results) throws SQLException {
		return new Address(results.getInt(1), results.getLong(2), results.getInt(3));
	}

	private static String[] array(Array array) throws SQLException {
		return (String[]) array.getArray();
	}

	private void add(Address address, String name, Object value) {
		Draft object = this.objects.get(address);
		if (object != null) {
			String prefix = prefix(object, address);
			if (prefix != null) {
				this.found.computeIfAbsent(object.id(), (key) -> new TreeMap<>())
					.put(name.startsWith("_") ? "_" + prefix + name.substring(1) : prefix + name, value);
			}
		}
	}

	@SuppressWarnings("unchecked")
	private void addTo(Address address, String name, String element) {
		Draft object = this.objects.get(address);
		if (object != null) {
			((List<String>) this.found.computeIfAbsent(object.id(), (key) -> new TreeMap<>())
				.computeIfAbsent(name, (key) -> new ArrayList<>())).add(element);
		}
	}

	/** The address tells which of the things that make up an object is meant. */
	private static @Nullable String prefix(Draft object, Address address) {
		if (object.isAt(address)) {
			return "";
		}
		return switch (object.id().kind()) {
			case CONSTRAINT -> "index_";
			case COLUMN -> "sequence_";
			// The type of a table's rows, the rule that is a view, a range's functions
			default -> null;
		};
	}

	/**
	 * Adds what was found of an object.
	 * @param id the object
	 * @param attributes what is known of it
	 * @return all of it
	 */
	Attributes complete(ObjectId id, Attributes attributes) {
		Attributes complete = attributes;
		for (Map.Entry<String, Object> entry : this.found.getOrDefault(id, Map.of()).entrySet()) {
			Object value = entry.getValue();
			complete = complete.with(entry.getKey(),
					(value instanceof ArrayList<?> list) ? list.stream().sorted().toList() : value);
		}
		return complete;
	}

}
