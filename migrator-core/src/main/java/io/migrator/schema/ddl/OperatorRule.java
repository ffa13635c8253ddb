package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Operators. Two that are each other's commutator or negator know each other as soon as
 * the second is made.
 */
final class OperatorRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		List<String> lines = new ArrayList<>();
		lines.add("FUNCTION = " + fact.required("function"));
		add(lines, "LEFTARG = ", fact.text("_left"));
		add(lines, "RIGHTARG = ", fact.text("_right"));
		add(lines, "COMMUTATOR = ", reference(fact, "commutator"));
		add(lines, "NEGATOR = ", reference(fact, "negator"));
		add(lines, "RESTRICT = ", fact.text("restrict"));
		add(lines, "JOIN = ", fact.text("join"));
		add(lines, "HASHES", fact.is("hashes") ? "" : null);
		add(lines, "MERGES", fact.is("merges") ? "" : null);
		String name = Targets.name(fact.id());
		work.create(fact, "CREATE OPERATOR " + name.substring(0, name.lastIndexOf(" (")) + " (\n    "
				+ String.join(",\n    ", lines) + "\n)");
	}

	private static void add(List<String> lines, String words, @Nullable String value) {
		if (value != null) {
			lines.add(words + value);
		}
	}

	private static @Nullable String reference(Fact fact, String attribute) {
		ObjectId partner = partner(fact, attribute);
		return (partner != null) ? "OPERATOR(" + Names.quote(String.valueOf(partner.schema())) + "."
				+ partner.name().substring(0, partner.name().indexOf(" (")) + ")" : null;
	}

	private static @Nullable ObjectId partner(Fact fact, String attribute) {
		List<String> partner = fact.list(attribute);
		return partner.isEmpty() ? null : ObjectId.of(Kind.OPERATOR, partner.get(0), partner.get(1));
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP OPERATOR " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		Fact before = change.before();
		Fact after = change.after();
		if (before == null || after == null) {
			return Verdict.REPLACE;
		}
		return change.attributes().stream().allMatch((attribute) -> switch (attribute) {
			case "restrict", "join" -> true;
			case "hashes", "merges" -> after.is(attribute) && work.serverVersion() >= 17;
			case "commutator", "negator" -> comesByItself(before, after, attribute, work)
					|| before.list(attribute).isEmpty() && work.serverVersion() >= 17;
			default -> false;
		}) ? Verdict.ALTER : Verdict.REPLACE;
	}

	/** A new partner introduces itself, and one that goes says goodbye. */
	private static boolean comesByItself(Fact before, Fact after, String attribute, Work work) {
		ObjectId old = partner(before, attribute);
		ObjectId now = partner(after, attribute);
		return (old == null || work.to().find(old) == null)
				&& (now == null || work.from().find(now) == null && mutual(now, after.id(), attribute, work));
	}

	private static boolean mutual(ObjectId partner, ObjectId id, String attribute, Work work) {
		Fact fact = work.to().find(partner);
		return fact != null && id.equals(partner(fact, attribute));
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		List<String> settings = new ArrayList<>();
		for (String attribute : attributes) {
			switch (attribute) {
				case "restrict", "join" -> settings.add(attribute.toUpperCase(Locale.ROOT) + " = "
						+ ((after.text(attribute) != null) ? after.text(attribute) : "NONE"));
				case "hashes", "merges" -> settings.add(attribute.toUpperCase(Locale.ROOT));
				default -> {
					if (!comesByItself(before, after, attribute, work)) {
						add(settings, attribute.toUpperCase(Locale.ROOT) + " = ", reference(after, attribute));
					}
				}
			}
		}
		if (!settings.isEmpty()) {
			work.alter(after.id(),
					"ALTER OPERATOR " + Targets.name(after.id()) + " SET (" + String.join(", ", settings) + ")");
		}
	}

}
