package io.migrator.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One object that is not the same in two schemas.
 *
 * @param id its name
 * @param before what it was, or {@code null} if it was not there
 * @param after what it is, or {@code null} if it is gone
 * @param attributes the names of the attributes that differ, if it is in both
 */
public record Difference(ObjectId id, @Nullable Fact before, @Nullable Fact after, List<String> attributes) {

	@Override
	public String toString() {
		if (this.before == null) {
			return "+ " + this.id;
		}
		if (this.after == null) {
			return "- " + this.id;
		}
		StringBuilder text = new StringBuilder("~ ").append(this.id);
		String separator = ": ";
		for (String attribute : this.attributes) {
			text.append(separator)
				.append(attribute)
				.append(' ')
				.append(this.before.attributes().value(attribute))
				.append(" -> ")
				.append(this.after.attributes().value(attribute));
			separator = ", ";
		}
		return text.toString();
	}

}
