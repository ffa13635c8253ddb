package io.migrator.schema.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.schema.Attributes;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of all sections together: gives parents and dependencies their names,
 * writes plain definitions and attaches annotations.
 */
final class Assembly {

	private static final List<String> EXPRESSIONS = List.of("definition", "expression", "check");

	private final Map<Address, ObjectId> objects = new HashMap<>();

	private final Map<ObjectId, Row> rows = new LinkedHashMap<>();

	private final Annotations annotations = new Annotations(this.objects, this.rows);

	private final Map<ObjectId, List<ObjectId>> dependencies = new HashMap<>();

	private final PlainDefinitions definitions = new PlainDefinitions(this.objects);

	/**
	 * Adds rows. Their parents must have been added before.
	 * @param section the rows of a section
	 */
	void add(List<Row> section) {
		for (Row row : section) {
			ObjectId parent = (row.parent() != null) ? this.objects.get(row.parent()) : null;
			if (row.parent() != null && parent == null) {
				continue;
			}
			ObjectId id = id(row, parent);
			this.rows.put(id, row);
			this.objects.put(row.address(), id);
			if (row.also() != null) {
				for (String address : row.also().split(" ")) {
					this.objects.putIfAbsent(Address.parse(address), id);
				}
			}
		}
	}

	private static ObjectId id(Row row, @Nullable ObjectId parent) {
		if (row.name() != null) {
			return new ObjectId(row.kind(), row.schema(), row.name(), row.sub());
		}
		if (parent == null) {
			throw new IllegalStateException("A row without name and parent: " + row);
		}
		return new ObjectId(row.kind(), parent.schema(), parent.name(), row.sub());
	}

	/**
	 * Takes down what no section has told of.
	 * @param results {@code classid} and {@code objid} of all that there is
	 * @return the addresses that are not known yet
	 * @throws SQLException whatever the server says
	 */
	Set<Address> unknown(ResultSet results) throws SQLException {
		Set<Address> unknown = new LinkedHashSet<>();
		while (results.next()) {
			Address address = new Address(results.getInt(1), results.getLong(2), 0);
			if (!this.objects.containsKey(address)) {
				unknown.add(address);
			}
		}
		return unknown;
	}

	void addUnknown(ResultSet results) throws SQLException {
		List<Row> rows = new ArrayList<>();
		while (results.next()) {
			rows.add(new Row(Kind.UNKNOWN, new Address(results.getInt(1), results.getLong(2), 0), null, null, null,
					results.getString(3), null, Attributes.NONE));
		}
		add(rows);
	}

	Annotations annotations() {
		return this.annotations;
	}

	void addDependencies(ResultSet results) throws SQLException {
		List<Address[]> edges = new ArrayList<>();
		while (results.next()) {
			Address from = new Address(results.getInt(1), results.getLong(2), results.getInt(3));
			Address to = new Address(results.getInt(4), results.getLong(5), results.getInt(6));
			if (results.getBoolean(7)) {
				ObjectId extension = this.objects.get(to);
				if (extension != null) {
					this.objects.putIfAbsent(from, extension);
				}
			}
			else {
				edges.add(new Address[] { from, to });
			}
		}
		for (Address[] edge : edges) {
			ObjectId from = find(edge[0]);
			ObjectId to = find(edge[1]);
			if (from != null && to != null && !from.equals(to)) {
				this.dependencies.computeIfAbsent(from, (key) -> new ArrayList<>(2)).add(to);
			}
		}
	}

	/** A column that is not there on its own, as of a composite type, is its type. */
	private @Nullable ObjectId find(Address address) {
		ObjectId id = this.objects.get(address);
		return (id == null && address.sub() != 0) ? this.objects.get(address.whole()) : id;
	}

	Collection<Fact> facts() {
		List<Fact> facts = new ArrayList<>(this.rows.size());
		this.rows.forEach((id, row) -> {
			ObjectId parent = (row.parent() != null) ? this.objects.get(row.parent()) : null;
			List<ObjectId> needed = this.dependencies.getOrDefault(id, List.of());
			facts.add(new Fact(id, parent, attributes(id, row), sortedWithout(parent, needed)));
		});
		return facts;
	}

	private static List<ObjectId> sortedWithout(@Nullable ObjectId parent, List<ObjectId> needed) {
		if (needed.isEmpty()) {
			return needed;
		}
		return needed.stream().filter((id) -> !id.equals(parent)).sorted().distinct().toList();
	}

	private Attributes attributes(ObjectId id, Row row) {
		Attributes attributes = this.annotations.complete(id, row.attributes());
		if (row.parent() != null && attributes.text("definition") == null) {
			if (id.kind() == Kind.INDEX) {
				attributes = attributes.with("definition", this.definitions.index(attributes, row.parent()));
			}
			if (id.kind() == Kind.CONSTRAINT) {
				attributes = attributes.with("definition", this.definitions.constraint(attributes, row.parent()));
			}
		}
		return normalised(id, attributes);
	}

	private static Attributes normalised(ObjectId id, Attributes attributes) {
		for (String name : EXPRESSIONS) {
			String text = attributes.text(name);
			if (text != null) {
				String normal = Deparse.normalise(text);
				if (id.kind() == Kind.CONSTRAINT) {
					normal = Deparse.withoutState(normal);
				}
				if (!normal.equals(text)) {
					attributes = attributes.with(name, normal);
				}
			}
		}
		return attributes;
	}

}
