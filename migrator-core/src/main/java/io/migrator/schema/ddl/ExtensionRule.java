package io.migrator.schema.ddl;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;

/**
 * Extensions.
 */
final class ExtensionRule implements Rule {

	/** Kinds that hold values of an extension's types. */
	private static final Set<Kind> HOLDING = EnumSet.of(Kind.TABLE, Kind.FOREIGN_TABLE, Kind.COLUMN, Kind.COMPOSITE,
			Kind.DOMAIN, Kind.RANGE, Kind.BASE_TYPE);

	private static final Pattern NUMBERS = Pattern.compile("\\d+(\\.\\d+)*");

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact,
				"CREATE EXTENSION " + name(fact) + " SCHEMA " + Names.quote(fact.required("in_schema"))
						+ (fact.is("_default_version") ? "" : " VERSION " + Names.literal(fact.required("version"))))
			.needs(schema(fact));
	}

	private static String name(Fact fact) {
		return Names.quote(fact.id().name());
	}

	private static ObjectId schema(Fact fact) {
		return ObjectId.of(Kind.SCHEMA, null, fact.required("in_schema"));
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP EXTENSION " + name(fact));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		Fact before = change.before();
		Fact after = change.after();
		if (before == null || after == null) {
			return Verdict.REPLACE;
		}
		boolean moves = change.attributes().contains("in_schema") && !before.is("_relocatable");
		boolean older = isOlder(after.required("version"), before.required("version"));
		if (!moves && !older) {
			return Verdict.ALTER;
		}
		// Columns of its types would go with it
		boolean holding = work.from()
			.dependentsOf(change.id())
			.stream()
			.map(ObjectId::kind)
			.anyMatch(HOLDING::contains);
		return !holding ? Verdict.REPLACE : moves ? Verdict.UNSUPPORTED : Verdict.ALTER;
	}

	/** Hardly an extension comes with scripts that lead back. */
	private static boolean isOlder(String version, String other) {
		if (!NUMBERS.matcher(version).matches() || !NUMBERS.matcher(other).matches()) {
			return false;
		}
		String[] one = version.split("\\.");
		String[] two = other.split("\\.");
		for (int i = 0; i < Math.min(one.length, two.length); i++) {
			int order = new BigInteger(one[i]).compareTo(new BigInteger(two[i]));
			if (order != 0) {
				return order < 0;
			}
		}
		return one.length < two.length;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		if (attributes.contains("version")) {
			work.alter(after.id(),
					"ALTER EXTENSION " + name(after) + " UPDATE TO " + Names.literal(after.required("version")));
		}
		if (attributes.contains("in_schema")) {
			work.alter(after.id(),
					"ALTER EXTENSION " + name(after) + " SET SCHEMA " + Names.quote(after.required("in_schema")))
				.needs(schema(after));
		}
	}

}
