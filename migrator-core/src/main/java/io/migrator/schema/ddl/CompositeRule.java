package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;

/**
 * Composite types.
 */
final class CompositeRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		List<String> attributes = new ArrayList<>();
		fact.list("_names").forEach((name) -> attributes.add(name + " " + type(fact, name)));
		work.create(fact, "CREATE TYPE " + Targets.name(fact.id()) + " AS (" + String.join(", ", attributes) + ")");
		fact.list("comments").forEach((comment) -> comment(fact, comment, work));
	}

	@Override
	public void drop(Fact fact, Work work) {
		Moves.drop(fact, work);
	}

	/**
	 * The types of attributes can be altered only while no table has a column of the
	 * type.
	 */
	@Override
	public Verdict judge(Difference change, Work work) {
		Fact before = change.before();
		Fact after = change.after();
		if (before == null || after == null) {
			return Verdict.REPLACE;
		}
		List<String> names = new ArrayList<>(before.list("names"));
		names.retainAll(after.list("names"));
		boolean retyped = names.stream().anyMatch((name) -> !type(before, name).equals(type(after, name)));
		if (retyped && isStored(after.id(), work)) {
			return Verdict.REPLACE;
		}
		return (retyped || names.size() < before.list("names").size()) ? Verdict.DISTURB : Verdict.ALTER;
	}

	private static boolean isStored(ObjectId type, Work work) {
		return work.from()
			.dependentsOf(type)
			.stream()
			.anyMatch((dependent) -> dependent.kind() == Kind.COLUMN
					|| (Moves.isType(dependent) && isStored(dependent, work)));
	}

	private static String type(Fact fact, String name) {
		return fact.list("types").get(fact.list("names").indexOf(name));
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		List<String> old = before.list("names");
		String cascade = isTyped(after.id(), work) ? " CASCADE" : "";
		for (String name : old) {
			if (!after.list("names").contains(name)) {
				clause(after, "DROP ATTRIBUTE " + name + cascade, work)
					.loses("attribute " + name + " of all values of " + after.id().path());
			}
			else if (!type(before, name).equals(type(after, name))) {
				clause(after, "ALTER ATTRIBUTE " + name + " TYPE " + type(after, name) + cascade, work);
			}
		}
		after.list("_names")
			.stream()
			.filter((name) -> !old.contains(name))
			.forEach((name) -> clause(after, "ADD ATTRIBUTE " + name + " " + type(after, name) + cascade, work));
		after.list("comments")
			.stream()
			.filter((comment) -> !before.list("comments").contains(comment))
			.forEach((comment) -> comment(after, comment, work));
		for (String name : after.list("names")) {
			if (isCommented(before, name) && !isCommented(after, name)) {
				comment(after, name + " ", work);
			}
		}
	}

	private static Action clause(Fact fact, String clause, Work work) {
		return work.alter(fact.id(), "").clause(statement(fact.id()), clause);
	}

	static String statement(ObjectId id) {
		return "ALTER TYPE " + Targets.name(id);
	}

	private static boolean isTyped(ObjectId type, Work work) {
		return work.from()
			.dependentsOf(type)
			.stream()
			.map(work.from()::find)
			.anyMatch((fact) -> fact != null && fact.text("of_type") != null);
	}

	private static boolean isCommented(Fact fact, String name) {
		return fact.list("comments").stream().anyMatch((comment) -> comment.startsWith(name + " "));
	}

	/**
	 * Comments on an attribute.
	 * @param fact the type
	 * @param comment the attribute's name in quotes where it needs them, a blank and the
	 * text
	 * @param work where the actions go
	 */
	private static void comment(Fact fact, String comment, Work work) {
		String name = fact.list("names")
			.stream()
			.filter((candidate) -> comment.startsWith(candidate + " "))
			.findFirst()
			.orElseThrow();
		String text = comment.substring(name.length() + 1);
		work.alter(fact.id(), "COMMENT ON COLUMN " + Targets.name(fact.id()) + "." + name + " IS "
				+ (text.isEmpty() ? "NULL" : Names.literal(text)))
			.late();
	}

	/**
	 * Writes the value of a column of the old type as one of the new type.
	 * @param column the column's name as statements write it
	 * @param before the old type
	 * @param after the new type
	 * @param work both schemas
	 * @return an expression
	 */
	static String row(String column, Fact before, Fact after, Work work) {
		List<String> fields = new ArrayList<>();
		for (String name : after.list("_names")) {
			if (!before.list("names").contains(name)) {
				fields.add("NULL");
				continue;
			}
			String from = type(before, name);
			String to = type(after, name);
			boolean moved = before.dependencies()
				.stream()
				.anyMatch((id) -> Moves.isType(id) && work.isDropped(id) && from.startsWith(Targets.name(id)));
			boolean byText = moved || (!from.equals(to) && work.casts().path(from, to) == Casts.Path.TEXT);
			fields.add("(" + column + ")." + name + (byText ? "::text" : ""));
		}
		return "CASE WHEN " + column + " IS DISTINCT FROM NULL THEN ROW(" + String.join(", ", fields) + ")::"
				+ Targets.name(after.id()) + " END";
	}

}
