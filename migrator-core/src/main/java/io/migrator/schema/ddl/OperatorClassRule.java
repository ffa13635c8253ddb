package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Fact;
import io.migrator.schema.ObjectId;

/**
 * Operator classes.
 */
final class OperatorClassRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		ObjectId id = fact.id();
		String method = " USING " + fact.required("method");
		List<String> lines = new ArrayList<>(fact.list("members"));
		if (fact.text("storage") != null || lines.isEmpty()) {
			lines.add("STORAGE " + (fact.text("storage") != null ? fact.text("storage") : fact.required("type")));
		}
		String name = Targets.name(id);
		work.create(fact,
				"CREATE OPERATOR CLASS " + name.substring(0, name.length() - method.length())
						+ (fact.is("default") ? " DEFAULT" : "") + " FOR TYPE " + fact.required("type") + method
						+ " FAMILY " + fact.required("family") + " AS\n    " + String.join(",\n    ", lines));
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP OPERATOR CLASS " + Targets.name(fact.id()));
	}

}
