package io.migrator.scaffold;

import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.SchemaSnapshot;

/**
 * How to tell whether two values of a type are the same to the last bit. Some types have
 * no equality, and for others values are equal that people tell apart, such as words in
 * {@code citext} that differ in case.
 *
 * @param as what is to be appended to a value before it is compared
 */
record Likeness(String as) {

	static final Likeness PLAIN = new Likeness("");

	private static final Set<String> AS_TEXT = Set.of("json", "xml", "citext", "point", "line", "lseg", "box", "path",
			"polygon", "circle", "refcursor", "txid_snapshot", "pg_snapshot");

	/**
	 * Finds out how values of a column are compared.
	 * @param type the type, as the server writes it
	 * @param column the column, which may have a collation of its own
	 * @param schema tells about domains and collations
	 * @return how to compare
	 */
	static Likeness of(String type, Fact column, SchemaSnapshot schema) {
		for (Fact fact : schema.facts()) {
			if (fact.id().kind() == Kind.DOMAIN && fact.id().path().equals(type)) {
				return of(fact.required("type"), fact, schema);
			}
		}
		String base = type.replaceAll("\\(.*\\)|\\[\\]", "").replaceFirst("^.*\\.", "");
		if (AS_TEXT.contains(base)) {
			return new Likeness("::text");
		}
		String collation = column.text("collation");
		boolean loose = collation != null && schema.facts()
			.stream()
			.anyMatch((fact) -> fact.id().kind() == Kind.COLLATION && fact.is("nondeterministic")
					&& collation.equals(fact.id().path()));
		return loose ? new Likeness(" COLLATE \"C\"") : PLAIN;
	}

	String differ(String one, String other) {
		return one + this.as + " IS DISTINCT FROM " + other + this.as;
	}

	String same(String one, String other) {
		return one + this.as + " IS NOT DISTINCT FROM " + other + this.as;
	}

}
