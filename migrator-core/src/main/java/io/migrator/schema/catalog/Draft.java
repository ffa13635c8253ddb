package io.migrator.schema.catalog;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Attributes;
import io.migrator.schema.Fact;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * An object of which not everything has been read yet.
 */
final class Draft {

	private final ObjectId id;

	private final @Nullable ObjectId parent;

	private final long address;

	private final Attributes attributes;

	private List<ObjectId> needed = List.of();

	Draft(ObjectId id, @Nullable ObjectId parent, Address address, Attributes attributes) {
		this.id = id;
		this.parent = parent;
		this.address = address.packed();
		this.attributes = attributes;
	}

	ObjectId id() {
		return this.id;
	}

	/**
	 * Whether an address is the object's own, not that of something that makes it up.
	 * @param other the address
	 * @return whether it is
	 */
	boolean isAt(Address other) {
		return this.address == other.packed();
	}

	void needs(ObjectId other) {
		if (other.equals(this.parent)) {
			return;
		}
		if (this.needed.isEmpty()) {
			this.needed = new ArrayList<>(2);
		}
		this.needed.add(other);
	}

	/**
	 * The object, when everything has been read.
	 * @param annotations what objects of every kind can carry
	 * @return the fact
	 */
	Fact fact(Annotations annotations) {
		List<ObjectId> dependencies = (this.needed.size() > 1) ? this.needed.stream().sorted().distinct().toList()
				: List.copyOf(this.needed);
		return new Fact(this.id, this.parent, annotations.complete(this.id, this.attributes), dependencies);
	}

}
