package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;

/**
 * Extensions.
 */
final class ExtensionRule implements Rule {

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
		boolean moves = change.attributes().contains("in_schema");
		return (moves && change.before() != null && !change.before().is("_relocatable")) ? Verdict.UNSUPPORTED
				: Verdict.ALTER;
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
