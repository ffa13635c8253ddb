package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.migrator.schema.Attributes;
import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Columns of tables.
 */
final class ColumnRule implements Rule {

	private static final Set<String> ATTRIBUTES = Set.of("fdw_options", "type", "collation", "generated", "expression",
			"not_null", "not_null_name", "not_null_unproved", "not_null_no_inherit", "identity", "identity_options",
			"statistics", "storage", "compression", "options");

	/** An identity must not outlast one of these types. */
	private static final Set<String> COUNTING = Set.of("smallint", "integer", "bigint");

	@Override
	public void create(Fact fact, Work work) {
		String typed = typed(fact, work.to());
		if (work.from().find(fact.parent()) != null && typed != null) {
			work.create(fact, "").clause(typed, "");
			afterwards(fact, work);
			return;
		}
		work.create(fact, (parts) -> alterTable(fact.id()) + " ADD COLUMN "
				+ definition(fact, parts.isEmpty() ? null : parts.get(0), work));
		afterwards(fact, work);
	}

	/** What cannot be said where the column is made. */
	private static void afterwards(Fact fact, Work work) {
		NotNulls.create(fact, work);
		List<String> attributes = new ArrayList<>(List.of("statistics", "options"));
		if (work.serverVersion() < 16) {
			attributes.add("storage");
		}
		attributes.removeIf((name) -> fact.attributes().value(name) == null);
		settings(new Fact(fact.id(), fact.parent(), Attributes.NONE, List.of()), fact, attributes, work);
	}

	@Override
	public @Nullable String inline(Fact fact, Work work) {
		return definition(fact, null, work);
	}

	/**
	 * Writes a column as {@code CREATE TABLE} and {@code ADD COLUMN} do.
	 * @param column the column
	 * @param value its default, or {@code null}
	 * @param work both schemas
	 * @return name, type and the rest
	 */
	static String definition(Fact column, @Nullable Fact value, Work work) {
		StringBuilder sql = new StringBuilder(Names.quote(Targets.sub(column.id()))).append(' ')
			.append(column.required("type"));
		sql.append(ForeignOptions.written(column.list("fdw_options")));
		append(sql, " COLLATE ", column.text("collation"));
		append(sql, " STORAGE ", (work.serverVersion() >= 16) ? column.text("storage") : null);
		append(sql, " COMPRESSION ", column.text("compression"));
		if (column.text("generated") != null) {
			sql.append(" GENERATED ALWAYS AS (").append(column.text("expression")).append(") ");
			sql.append(column.text("generated"));
		}
		if (value != null) {
			sql.append(" DEFAULT ").append(value.required("expression"));
		}
		if (column.text("identity") != null) {
			sql.append(" GENERATED ").append(column.text("identity")).append(" AS IDENTITY");
			sql.append(Identities.options(column));
		}
		sql.append(NotNulls.inline(column));
		return sql.toString();
	}

	private static void append(StringBuilder sql, String words, @Nullable String value) {
		if (value != null) {
			sql.append(words).append(value);
		}
	}

	@Override
	public void drop(Fact fact, Work work) {
		if (work.rebuilds().isSaved(fact.id())) {
			work.dropWith(fact, ObjectId.of(Kind.TABLE, fact.id().schema(), fact.id().name()));
			return;
		}
		String typed = typed(fact, work.from());
		if (!work.isDropped(fact.parent()) && typed != null) {
			work.drop(fact, "").clause(typed, "");
			return;
		}
		boolean only = work.inheritance().isKeptBelow(fact.id());
		Action action = work.drop(fact,
				(only ? alterTable(fact.id()).replaceFirst("TABLE ", "TABLE ONLY ") : alterTable(fact.id()))
						+ " DROP COLUMN " + Names.quote(Targets.sub(fact.id())));
		Fact after = work.to().find(fact.id());
		boolean foreign = fact.parent() != null && fact.parent().kind() == Kind.FOREIGN_TABLE;
		if (!foreign && (fact.text("generated") == null || (after != null && after.text("generated") == null))) {
			action.loses("all values of " + fact.id().path());
		}
	}

	/** The statement that changes the columns of a table that is made of a type. */
	static @Nullable String typed(Fact column, SchemaSnapshot snapshot) {
		Fact table = snapshot.find(column.parent());
		return (table != null && table.text("of_type") != null) ? "ALTER TYPE " + table.text("of_type") : null;
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		List<String> attributes = change.attributes();
		boolean typed = attributes.contains("type") || attributes.contains("collation");
		if (attributes.contains("generated") || attributes.contains("expression")) {
			return (!typed && Generated.isAlterable(change, work)) ? Verdict.ALTER : Verdict.REPLACE;
		}
		return typed ? Verdict.DISTURB : Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		if (!ATTRIBUTES.containsAll(attributes)) {
			work.unsupported().add(after.id());
		}
		if (attributes.contains("generated") || attributes.contains("expression")) {
			Generated.alter(after, work);
		}
		boolean wasIdentity = before.text("identity") != null && after.text("identity") == null;
		Action dropped = wasIdentity ? Identities.drop(before, after, work) : null;
		boolean typed = attributes.contains("type") || attributes.contains("collation");
		Action change = null;
		if (typed && !work.converted().contains(after.id())) {
			boolean counts = COUNTING.contains(after.required("type"));
			change = TypeChange.write(before, after, work).after(counts ? null : dropped);
		}
		if (NotNulls.isConcerned(attributes)) {
			NotNulls.alter(before, after, attributes, dropped, work);
		}
		if (!wasIdentity && (attributes.contains("identity") || attributes.contains("identity_options"))) {
			List<Action> others = List.copyOf(work.alterations(after.id()));
			Identities.alter(before, after, work);
			List<Action> counting = new ArrayList<>(work.alterations(after.id()));
			counting.removeAll(others);
			if (change != null && before.text("identity") != null) {
				ordered(change, counting, isNarrower(after, before));
			}
		}
		settings(before, after, attributes, work);
	}

	/** What is within the new bounds fits both types, the narrower one and the wider. */
	private static void ordered(Action change, List<Action> counting, boolean countingFirst) {
		for (Action action : counting) {
			if (countingFirst) {
				change.after(action);
			}
			else {
				action.after(change);
			}
		}
	}

	private static boolean isNarrower(Fact column, Fact other) {
		List<String> types = List.of("smallint", "integer", "bigint");
		return types.indexOf(column.required("type")) < types.indexOf(other.required("type"));
	}

	private static void settings(Fact before, Fact after, List<String> attributes, Work work) {
		ObjectId id = after.id();
		if (attributes.contains("statistics")) {
			alter(id, "SET STATISTICS " + Objects.requireNonNullElse(after.text("statistics"), "-1"), work).late();
		}
		if (attributes.contains("fdw_options")) {
			alter(id, ForeignOptions.changed(before.list("fdw_options"), after.list("fdw_options")).strip(), work)
				.late();
		}
		if (attributes.contains("storage")) {
			String usual = (work.serverVersion() >= 16) ? "DEFAULT" : before.text("_usual_storage");
			String storage = (after.text("storage") != null) ? after.text("storage") : usual;
			alter(id, "SET STORAGE " + storage, work).late();
		}
		if (attributes.contains("compression")) {
			alter(id, "SET COMPRESSION " + Objects.requireNonNullElse(after.text("compression"), "default"), work)
				.late();
		}
		List<String> gone = before.list("options")
			.stream()
			.map(ColumnRule::optionName)
			.filter((name) -> after.list("options").stream().noneMatch((option) -> name.equals(optionName(option))))
			.toList();
		if (!gone.isEmpty()) {
			alter(id, "RESET (" + String.join(", ", gone) + ")", work).late();
		}
		if (attributes.contains("options") && !after.list("options").isEmpty()) {
			alter(id, "SET (" + String.join(", ", after.list("options")) + ")", work).late();
		}
	}

	private static String optionName(String option) {
		return option.substring(0, option.indexOf('='));
	}

	private static Action alter(ObjectId id, String clause, Work work) {
		return work.alter(id, alterTable(id) + " ALTER COLUMN " + Names.quote(Targets.sub(id)) + " " + clause);
	}

	private static String alterTable(ObjectId id) {
		return "ALTER TABLE " + Names.qualified(id.schema(), id.name());
	}

}
