package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;

/**
 * What else speaks of a column, and what people should know of it.
 */
final class Advice {

	private Advice() {
	}

	/** What is led over from one column to another. */
	static List<String> of(Subject subject, String successor, Copies copies) {
		List<String> advice = new ArrayList<>();
		for (ObjectId id : copies.repointed()) {
			advice.add(id + " uses " + subject.quoted() + ": the switch makes it use " + Names.quote(successor)
					+ (id.kind() == Kind.MATERIALIZED_VIEW
							? ", for which it is made anew and filled while nobody can read it" : ""));
		}
		return advice;
	}

	/**
	 * Functions that may speak of a column; the catalog does not know it of a body that
	 * is a text.
	 */
	static List<String> mentions(Subject subject) {
		Pattern word = Pattern
			.compile("(?<![\\p{L}\\p{N}_$])" + Pattern.quote(subject.name()) + "(?![\\p{L}\\p{N}_$])");
		List<String> advice = new ArrayList<>();
		for (Fact fact : subject.schema().facts()) {
			String body = (fact.id().kind() == Kind.FUNCTION) ? fact.text("body") : null;
			if (body != null && word.matcher(body).find()) {
				advice.add(fact.id() + " mentions the word " + subject.name()
						+ ": if it means this column, change it by a migration between switch and contract");
			}
		}
		return advice;
	}

	/** Sequences that do not count as far as a column's new type does. */
	static List<String> sequences(Subject subject, String type) {
		return subject.dependents()
			.stream()
			.filter((fact) -> fact.id().kind() == Kind.SEQUENCE && fact.text("type") != null
					&& !type.equals(fact.text("type")))
			.map((fact) -> fact.id() + " counts no further than " + fact.text("type") + " does: ALTER SEQUENCE "
					+ Names.qualified(fact.id().schema(), fact.id().name()) + " AS " + type)
			.toList();
	}

	/** Indexes and constraints that go with a column. */
	static List<String> lost(Subject subject, String remedy) {
		return subject.dependents()
			.stream()
			.filter((fact) -> fact.id().kind() == Kind.INDEX || fact.id().kind() == Kind.CONSTRAINT)
			.filter((fact) -> !fact.isImplied())
			.map((fact) -> fact.id() + " goes with " + subject.quoted() + ": " + fact.required("definition") + remedy)
			.toList();
	}

}
