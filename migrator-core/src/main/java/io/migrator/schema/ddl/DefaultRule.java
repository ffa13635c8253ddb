package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Defaults of columns.
 */
final class DefaultRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, alterColumn(fact) + " SET DEFAULT " + fact.required("expression"));
	}

	@Override
	public @Nullable String inline(Fact fact, Work work) {
		return (fact.parent() != null && fact.parent().kind() == Kind.COLUMN) ? fact.required("expression") : null;
	}

	@Override
	public void drop(Fact fact, Work work) {
		if (work.rebuilds().isSaved(fact.id())) {
			work.dropWith(fact, ObjectId.of(Kind.TABLE, fact.id().schema(), fact.id().name()));
			return;
		}
		work.drop(fact, alterColumn(fact) + " DROP DEFAULT");
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		work.alter(after.id(), alterColumn(after) + " SET DEFAULT " + after.required("expression"));
	}

	private static String alterColumn(Fact fact) {
		ObjectId id = fact.id();
		String relation = (fact.parent() != null && fact.parent().kind() == Kind.VIEW_COLUMN) ? "VIEW " : "TABLE ";
		return "ALTER " + relation + Names.qualified(id.schema(), id.name()) + " ALTER COLUMN "
				+ Names.quote(Targets.sub(id));
	}

}
