package io.migrator.schema.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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

	private final AddressMap<Draft> objects = new AddressMap<>();

	private final List<Draft> drafts = new ArrayList<>();

	private final Annotations annotations = new Annotations(this.objects);

	private final PlainDefinitions definitions = new PlainDefinitions(this.objects);

	/** Most columns, for example, are like some column of another table. */
	private final Map<Attributes, Attributes> shared = new HashMap<>();

	/**
	 * Adds a row. Its parent and the columns that it is about must have been added
	 * before.
	 * @param row the row
	 */
	void add(Row row) {
		Draft parent = (row.parent() != null) ? this.objects.get(row.parent()) : null;
		if (row.parent() != null && parent == null) {
			return;
		}
		ObjectId parentId = (parent != null) ? parent.id() : null;
		Attributes attributes = attributes(row);
		Attributes same = this.shared.putIfAbsent(attributes, attributes);
		Draft draft = new Draft(id(row, parentId), parentId, row.address(), (same != null) ? same : attributes);
		this.drafts.add(draft);
		this.objects.put(row.address(), draft);
		if (row.also() != null) {
			for (String address : row.also().split(" ")) {
				this.objects.putIfAbsent(Address.parse(address), draft);
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
		return new ObjectId(row.kind(), parent.schema(), parent.name(), (row.sub() != null) ? row.sub() : parent.sub());
	}

	private Attributes attributes(Row row) {
		Attributes attributes = row.attributes();
		if (row.parent() == null || row.kind() != Kind.INDEX && row.kind() != Kind.CONSTRAINT) {
			return attributes;
		}
		String definition = attributes.text("definition");
		if (row.kind() == Kind.INDEX) {
			return (definition != null) ? attributes
					: attributes.with("definition", this.definitions.index(attributes, row.parent()));
		}
		return attributes.with("definition", (definition != null) ? Deparse.withoutState(definition)
				: this.definitions.constraint(attributes, row.parent()));
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
			if (this.objects.get(address) == null) {
				unknown.add(address);
			}
		}
		return unknown;
	}

	void addUnknown(ResultSet results) throws SQLException {
		while (results.next()) {
			add(new Row(Kind.UNKNOWN, new Address(results.getInt(1), results.getLong(2), 0), null, null, null,
					results.getString(3), null, Attributes.NONE));
		}
	}

	Annotations annotations() {
		return this.annotations;
	}

	/** What is not known at once can turn out to be a member of an extension. */
	void addDependencies(ResultSet results) throws SQLException {
		List<Address[]> later = new ArrayList<>();
		while (results.next()) {
			Address from = new Address(results.getInt(1), results.getLong(2), results.getInt(3));
			Address to = new Address(results.getInt(4), results.getLong(5), results.getInt(6));
			if (results.getBoolean(7)) {
				Draft extension = this.objects.get(to);
				if (extension != null) {
					this.objects.putIfAbsent(from, extension);
				}
			}
			else if (!addDependency(from, to)) {
				later.add(new Address[] { from, to });
			}
		}
		later.forEach((edge) -> addDependency(edge[0], edge[1]));
	}

	private boolean addDependency(Address from, Address to) {
		Draft dependent = find(from);
		Draft needed = find(to);
		if (dependent == null || needed == null) {
			return false;
		}
		if (dependent != needed) {
			dependent.needs(needed.id());
		}
		return true;
	}

	/** A column that is not there on its own, as of a composite type, is its type. */
	private @Nullable Draft find(Address address) {
		Draft draft = this.objects.get(address);
		return (draft == null && address.sub() != 0) ? this.objects.get(address.whole()) : draft;
	}

	Collection<Fact> facts() {
		List<Fact> facts = new ArrayList<>(this.drafts.size());
		this.drafts.forEach((draft) -> facts.add(draft.fact(this.annotations)));
		return facts;
	}

}
