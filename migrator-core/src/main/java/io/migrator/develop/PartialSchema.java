package io.migrator.develop;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A schema of which only a part is known, as entities know their tables and columns but
 * no view, trigger or partial index. What it does not speak of stays as it is: from a
 * table that it knows only columns can go. A key or index that is there under another
 * name is the same one, since names that nobody chose are worth nothing.
 */
final class PartialSchema {

	private static final String IDENTITY = "identity";

	/** What entities say of a column; all else of it is none of their business. */
	private static final List<String> SPOKEN_OF = List.of("type", "not_null", IDENTITY);

	private final SchemaSnapshot present;

	private final SchemaSnapshot known;

	private PartialSchema(SchemaSnapshot present, SchemaSnapshot known) {
		this.present = present;
		this.known = known;
	}

	/**
	 * Completes what is known with what is there.
	 * @param present the schema as it is
	 * @param known the part that is desired
	 * @return the whole that is desired
	 */
	static SchemaSnapshot complete(SchemaSnapshot present, SchemaSnapshot known) {
		return new PartialSchema(present, known).complete();
	}

	private SchemaSnapshot complete() {
		Map<ObjectId, Fact> whole = new HashMap<>();
		Set<ObjectId> gone = new HashSet<>();
		for (Fact fact : this.present.facts()) {
			boolean column = fact.id().kind() == Kind.COLUMN;
			if (column && this.known.find(fact.parent()) != null && this.known.find(fact.id()) == null) {
				gone.add(fact.id());
			}
			else {
				whole.put(fact.id(), fact);
			}
		}
		whole.values().removeIf((fact) -> standsOn(fact, gone));
		for (Fact fact : this.known.facts()) {
			Fact there = this.present.find(fact.id());
			if (there == null) {
				if (!isThereUnderAnotherName(fact)) {
					whole.put(fact.id(), fact);
				}
			}
			else if (fact.id().kind() == Kind.COLUMN) {
				whole.put(fact.id(), spokenOf(there, fact));
			}
			else if (fact.id().kind() == Kind.ENUM || fact.id().kind() == Kind.DEFAULT) {
				whole.put(fact.id(), fact);
			}
		}
		return new SchemaSnapshot(this.present.serverVersion(), whole.values());
	}

	private static boolean standsOn(Fact fact, Set<ObjectId> gone) {
		return gone.contains(fact.parent()) || fact.dependencies().stream().anyMatch(gone::contains);
	}

	private static Fact spokenOf(Fact there, Fact wanted) {
		Fact merged = there;
		for (String attribute : SPOKEN_OF) {
			if (!isAsGood(attribute, there.text(attribute), wanted.text(attribute))) {
				merged = taking(attribute, wanted, merged);
			}
		}
		if ((there.text(IDENTITY) == null) != (wanted.text(IDENTITY) == null)) {
			merged = taking("identity_options", wanted, merged);
		}
		if (wanted.text("generated") != null) {
			merged = taking("expression", wanted, taking("generated", wanted, merged));
		}
		Set<ObjectId> dependencies = new TreeSet<>(there.dependencies());
		dependencies.addAll(wanted.dependencies());
		return new Fact(merged.id(), merged.parent(), merged.attributes(), List.copyOf(dependencies));
	}

	private static Fact taking(String attribute, Fact wanted, Fact merged) {
		return merged.with(attribute, wanted.attributes().value(attribute));
	}

	/**
	 * Whether what is there serves just as well: Hibernate asks for identities BY DEFAULT
	 * where ALWAYS will do, and for the six digits of a second that a time has anyway.
	 */
	private static boolean isAsGood(String attribute, @Nullable String there, @Nullable String wanted) {
		if (there == null || wanted == null) {
			return false;
		}
		return attribute.equals(IDENTITY) || (there.startsWith("time") && wanted.startsWith("time")
				&& there.replace("(6)", "").equals(wanted.replace("(6)", "")));
	}

	private boolean isThereUnderAnotherName(Fact wanted) {
		Kind kind = wanted.id().kind();
		if ((kind != Kind.CONSTRAINT && kind != Kind.INDEX) || wanted.parent() == null) {
			return false;
		}
		return this.present.childrenOf(wanted.parent())
			.stream()
			.anyMatch((child) -> child.id().kind() == kind
					&& wanted.required("definition").equals(child.text("definition"))
					&& wanted.is("unique") == child.is("unique"));
	}

}
