package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Fact;
import io.migrator.schema.Names;
import org.jspecify.annotations.Nullable;

/**
 * Collations, of which nothing can be altered.
 */
final class CollationRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		List<String> options = new ArrayList<>();
		options.add("provider = " + fact.required("provider"));
		add(options, "locale", fact.text("locale"));
		add(options, "lc_collate", fact.text("collate"));
		add(options, "lc_ctype", fact.text("ctype"));
		if (fact.is("nondeterministic")) {
			options.add("deterministic = false");
		}
		add(options, "rules", fact.text("rules"));
		work.create(fact, "CREATE COLLATION " + Targets.name(fact.id()) + " (" + String.join(", ", options) + ")");
	}

	private static void add(List<String> options, String name, @Nullable String value) {
		if (value != null) {
			options.add(name + " = " + Names.literal(value));
		}
	}

	@Override
	public void drop(Fact fact, Work work) {
		Moves.drop(fact, work);
	}

}
