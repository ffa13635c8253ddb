package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Ranges with their multiranges, of which nothing can be altered.
 */
final class RangeRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		List<String> options = new ArrayList<>();
		options.add("SUBTYPE = " + fact.required("subtype"));
		add(options, "SUBTYPE_OPCLASS", fact.text("operator_class"));
		add(options, "COLLATION", fact.text("subtype_collation"));
		add(options, "CANONICAL", fact.text("canonical"));
		add(options, "SUBTYPE_DIFF", fact.text("subtype_diff"));
		add(options, "MULTIRANGE_TYPE_NAME", fact.text("multirange"));
		work.create(fact, "CREATE TYPE " + Targets.name(fact.id()) + " AS RANGE (" + String.join(", ", options) + ")");
	}

	private static void add(List<String> options, String name, @Nullable String value) {
		if (value != null) {
			options.add(name + " = " + value);
		}
	}

	@Override
	public void drop(Fact fact, Work work) {
		Moves.drop(fact, work);
	}

}
