package io.migrator.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One object of a schema.
 *
 * @param id its name
 * @param parent what it lives on and goes with, such as the table of a column, or
 * {@code null}
 * @param attributes what is known of it
 * @param dependencies what else it needs, sorted, without its parent
 */
public record Fact(ObjectId id, @Nullable ObjectId parent, Attributes attributes, List<ObjectId> dependencies) {

	public @Nullable String text(String name) {
		return this.attributes.text(name);
	}

	public String required(String name) {
		return this.attributes.required(name);
	}

	public boolean is(String name) {
		return this.attributes.is(name);
	}

	/**
	 * Whether the object comes and goes with another of its kind, as the indexes of a
	 * partition that are parts of its parent's do. Its name is of no interest then.
	 * @return whether it is not compared on its own
	 */
	public boolean isImplied() {
		return is("_implied");
	}

	public List<String> list(String name) {
		return this.attributes.list(name);
	}

	/**
	 * The same object with one attribute changed.
	 * @param name the attribute
	 * @param value its value, or {@code null} for none
	 * @return a copy
	 */
	public Fact with(String name, @Nullable Object value) {
		return new Fact(this.id, this.parent, this.attributes.with(name, value), this.dependencies);
	}

}
