package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import org.jspecify.annotations.Nullable;

/**
 * The columns of views, which come and go with what the view selects. Those of
 * materialized views have settings of their own.
 */
final class ViewColumnRule implements Rule {

	private static final List<String> SETTINGS = List.of("statistics", "storage", "compression", "options");

	@Override
	public void create(Fact fact, Work work) {
		// Made by the view's own statement
		SETTINGS.stream()
			.filter((name) -> fact.attributes().value(name) != null)
			.forEach((name) -> set(fact, name, work));
	}

	@Override
	public void drop(Fact fact, Work work) {
		// Dropped by the view's own statement
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		// What is no setting changes with the view
		SETTINGS.stream().filter(attributes::contains).forEach((name) -> {
			if ("options".equals(name) && !before.list(name).isEmpty()) {
				List<String> keys = new ArrayList<>(before.list(name));
				keys.replaceAll((option) -> option.substring(0, option.indexOf('=')));
				alter(after, "RESET (" + String.join(", ", keys) + ")", work);
			}
			if ("storage".equals(name) && after.text(name) == null) {
				// What servers before 16 do not know by the word DEFAULT
				alter(after, "SET STORAGE " + before.required("_usual_storage"), work);
			}
			else {
				set(after, name, work);
			}
		});
	}

	private static void set(Fact column, String name, Work work) {
		switch (name) {
			case "statistics" -> alter(column, "SET STATISTICS " + or(column.text(name), "-1"), work);
			case "storage" -> alter(column, "SET STORAGE " + column.text(name), work);
			case "compression" -> alter(column, "SET COMPRESSION " + or(column.text(name), "default"), work);
			default -> {
				if (!column.list(name).isEmpty()) {
					alter(column, "SET (" + String.join(", ", column.list(name)) + ")", work);
				}
			}
		}
	}

	private static String or(@Nullable String value, String standard) {
		return (value != null) ? value : standard;
	}

	private static void alter(Fact column, String clause, Work work) {
		if (column.parent() != null && column.parent().kind() == Kind.MATERIALIZED_VIEW) {
			work.alter(column.id(), "ALTER MATERIALIZED VIEW " + Targets.name(column.parent()) + " ALTER COLUMN "
					+ Names.quote(Targets.sub(column.id())) + " " + clause)
				.late();
		}
	}

}
