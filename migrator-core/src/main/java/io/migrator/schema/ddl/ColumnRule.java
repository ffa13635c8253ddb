package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Columns of tables.
 */
final class ColumnRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, (parts) -> alterTable(fact.id()) + " ADD COLUMN "
				+ definition(fact, parts.isEmpty() ? null : parts.get(0), work));
		if (fact.text("statistics") != null) {
			alter(fact.id(), "SET STATISTICS " + fact.text("statistics"), work).late();
		}
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
			List<String> options = column.list("identity_options");
			if (!options.isEmpty()) {
				sql.append(" (").append(String.join(" ", options)).append(')');
			}
		}
		if (column.is("not_null")) {
			String name = column.text("not_null_name");
			sql.append((name != null) ? " CONSTRAINT " + Names.quote(name) : "").append(" NOT NULL");
		}
		return sql.toString();
	}

	private static void append(StringBuilder sql, String words, @Nullable String value) {
		if (value != null) {
			sql.append(words).append(value);
		}
	}

	@Override
	public void drop(Fact fact, Work work) {
		Action action = work.drop(fact, alterTable(fact.id()) + " DROP COLUMN " + Names.quote(Targets.sub(fact.id())));
		boolean foreign = fact.parent() != null && fact.parent().kind() == Kind.FOREIGN_TABLE;
		if (fact.text("generated") == null && !foreign) {
			action.loses("all values of " + fact.id().path());
		}
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		List<String> attributes = change.attributes();
		if (attributes.contains("generated") || attributes.contains("expression")) {
			return Verdict.REPLACE;
		}
		return (attributes.contains("type") || attributes.contains("collation")) ? Verdict.DISTURB : Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		ObjectId id = after.id();
		if (attributes.contains("type") || attributes.contains("collation")) {
			type(before, after, work);
		}
		if (attributes.contains("not_null")) {
			notNull(after, work);
		}
		if (attributes.contains("statistics")) {
			alter(id, "SET STATISTICS " + (after.text("statistics") != null ? after.text("statistics") : "-1"), work)
				.late();
		}
		if (attributes.contains("fdw_options")) {
			alter(id, ForeignOptions.changed(before.list("fdw_options"), after.list("fdw_options")).strip(), work)
				.late();
		}
		if (attributes.contains("storage")) {
			alter(id, "SET STORAGE " + (after.text("storage") != null ? after.text("storage") : "DEFAULT"), work)
				.late();
		}
		if (attributes.contains("compression")) {
			alter(id, "SET COMPRESSION " + (after.text("compression") != null ? after.text("compression") : "default"),
					work)
				.late();
		}
	}

	private static void type(Fact before, Fact after, Work work) {
		String type = after.required("type");
		StringBuilder sql = new StringBuilder("TYPE ").append(type);
		append(sql, " COLLATE ", after.text("collation"));
		if (!type.equals(before.text("type")) && !type.startsWith("character varying") && !"text".equals(type)
				&& (after.parent() == null || after.parent().kind() != Kind.FOREIGN_TABLE)) {
			sql.append(" USING ").append(Names.quote(Targets.sub(after.id()))).append("::").append(type);
		}
		alter(after.id(), sql.toString(), work);
	}

	/**
	 * A busy table is proved to hold no null while it stays usable; the proof then spares
	 * SET NOT NULL its scan under the strongest lock.
	 */
	private static void notNull(Fact column, Work work) {
		ObjectId id = column.id();
		if (!column.is("not_null")) {
			alter(id, "DROP NOT NULL", work);
			return;
		}
		if (!work.isOnline(column.parent())) {
			alter(id, "SET NOT NULL", work);
			return;
		}
		String proof = Names.quote(id.name() + "_" + id.sub() + "_not_null_proof");
		Action add = work.alter(id, alterTable(id) + " ADD CONSTRAINT " + proof + " CHECK ("
				+ Names.quote(Targets.sub(id)) + " IS NOT NULL) NOT VALID");
		Action validate = work.alter(id, alterTable(id) + " VALIDATE CONSTRAINT " + proof)
			.mode(DdlStep.Mode.AFTERWARDS)
			.after(add);
		Action set = alter(id, "SET NOT NULL", work).mode(DdlStep.Mode.AFTERWARDS).after(validate);
		work.alter(id, alterTable(id) + " DROP CONSTRAINT " + proof).mode(DdlStep.Mode.AFTERWARDS).after(set).late();
	}

	private static Action alter(ObjectId id, String clause, Work work) {
		return work.alter(id, alterTable(id) + " ALTER COLUMN " + Names.quote(Targets.sub(id)) + " " + clause);
	}

	private static String alterTable(ObjectId id) {
		return "ALTER TABLE " + Names.qualified(id.schema(), id.name());
	}

}
