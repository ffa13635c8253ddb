package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A column that gets another type or collation and keeps what is in it.
 */
final class TypeChange {

	private TypeChange() {
	}

	static Action write(Fact before, Fact after, Work work) {
		ObjectId id = after.id();
		ObjectId top = topmost(id, work);
		String name = Names.quote(Targets.sub(id));
		String table = "ALTER TABLE " + Names.qualified(top.schema(), top.name());
		String type = after.required("type");
		String clause = "ALTER COLUMN " + name + " TYPE " + type
				+ ((after.text("collation") != null) ? " COLLATE " + after.text("collation") : "");
		Casts.Path path = path(before, after, work);
		boolean foreign = after.parent() != null && after.parent().kind() == Kind.FOREIGN_TABLE;
		if (foreign) {
			// Nothing is stored here that could be converted
			path = Casts.Path.ASSIGNMENT;
		}
		if (path == Casts.Path.EXPLICIT) {
			clause += " USING " + name + "::" + type;
		}
		else if (path == Casts.Path.TEXT) {
			clause += " USING " + byText(name, before, after, work);
		}
		String typed = ColumnRule.typed(after, work.to());
		Action action = work.alter(id, "")
			.clause((typed != null) ? typed : table, (typed == null && top.equals(id)) ? clause : "");
		String loss = loss(before, after, work);
		if (loss != null) {
			action.loses(loss);
		}
		if (after.text("storage") != null && before.text("storage") != null) {
			again(id, "STORAGE " + after.text("storage"), work);
		}
		if (after.text("compression") != null && before.text("compression") != null) {
			again(id, "COMPRESSION " + after.text("compression"), work);
		}
		return action;
	}

	/**
	 * Writes the value of a column as another column of the same name can take it.
	 * @param before the column
	 * @param after the other
	 * @param work both schemas
	 * @return an expression
	 */
	static String value(Fact before, Fact after, Work work) {
		String name = Names.quote(Targets.sub(after.id()));
		return switch (path(before, after, work)) {
			case ASSIGNMENT -> name;
			case EXPLICIT -> name + "::" + after.required("type");
			case TEXT -> byText(name, before, after, work);
		};
	}

	/** The type brings its own storage and compression. */
	private static void again(ObjectId id, String setting, Work work) {
		work.alter(id, "ALTER TABLE " + Names.qualified(id.schema(), id.name()) + " ALTER COLUMN "
				+ Names.quote(Targets.sub(id)) + " SET " + setting)
			.after(work.alterations(id).get(0))
			.late();
	}

	/** A column that a table has from another changes with the other's. */
	private static ObjectId topmost(ObjectId column, Work work) {
		Fact fact = work.to().find(column);
		Fact table = (fact != null && fact.is("_inherited")) ? work.to().find(fact.parent()) : null;
		if (table == null) {
			return column;
		}
		for (ObjectId dependency : table.dependencies()) {
			ObjectId above = new ObjectId(Kind.COLUMN, dependency.schema(), dependency.name(), column.sub());
			Fact parentBefore = work.from().find(above);
			Fact parentAfter = work.to().find(above);
			if (dependency.kind() == Kind.TABLE && parentBefore != null && parentAfter != null
					&& isChanged(parentBefore, parentAfter, work)) {
				return topmost(above, work);
			}
		}
		return column;
	}

	private static boolean isChanged(Fact before, Fact after, Work work) {
		return !before.required("type").equals(after.required("type"))
				|| !Objects.equals(before.text("collation"), after.text("collation")) || isMadeOfReplaced(before, work);
	}

	private static boolean isMadeOfReplaced(Fact column, Work work) {
		return column.dependencies()
			.stream()
			.anyMatch((dependency) -> (Moves.isType(dependency) || dependency.kind() == Kind.COLLATION)
					&& work.isDropped(dependency));
	}

	private static Casts.Path path(Fact before, Fact after, Work work) {
		String from = stored(before, work.from());
		String to = stored(after, work.to());
		ObjectId made = typeOf(before, work.from());
		if (made != null && work.isDropped(made) && !isText(to)) {
			return Casts.Path.TEXT;
		}
		return work.casts().path(from, to);
	}

	private static boolean isText(String type) {
		return "text".equals(type) || type.startsWith("character");
	}

	/** The type under all domains. */
	private static String stored(Fact fact, SchemaSnapshot snapshot) {
		Fact domain = domainOf(fact, snapshot);
		String type = fact.required("type");
		return (domain != null) ? stored(domain, snapshot) + (type.endsWith("[]") ? "[]" : "") : type;
	}

	private static @Nullable Fact domainOf(Fact fact, SchemaSnapshot snapshot) {
		return fact.dependencies()
			.stream()
			.filter((id) -> id.kind() == Kind.DOMAIN && isNamed(id, fact.required("type")))
			.map(snapshot::find)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/** The type of the schema's own, under all domains, that a column is made of. */
	private static @Nullable ObjectId typeOf(Fact fact, SchemaSnapshot snapshot) {
		Fact domain = domainOf(fact, snapshot);
		if (domain != null) {
			return typeOf(domain, snapshot);
		}
		return fact.dependencies()
			.stream()
			.filter((id) -> Moves.isType(id)
					&& (isNamed(id, fact.required("type")) || isMultirange(snapshot.find(id), fact.required("type"))))
			.findFirst()
			.orElse(null);
	}

	private static boolean isNamed(ObjectId id, String type) {
		String name = Names.qualified(id.schema(), id.name());
		return type.equals(name) || type.equals(name + "[]");
	}

	private static boolean isMultirange(@Nullable Fact range, String type) {
		String name = (range != null) ? range.text("_multirange") : null;
		return name != null && (type.equals(name) || type.equals(name + "[]"));
	}

	private static String byText(String name, Fact before, Fact after, Work work) {
		String type = after.required("type");
		ObjectId made = typeOf(before, work.from());
		Fact old = work.from().find(made);
		Fact next = (made != null) ? work.to().find(made) : null;
		if (old != null && next != null && next.id().kind() == Kind.COMPOSITE
				&& !before.required("type").endsWith("[]")) {
			return CompositeRule.row(name, old, next, work) + (isNamed(old.id(), type) ? "" : "::" + type);
		}
		boolean arrays = type.endsWith("[]") && before.required("type").endsWith("[]");
		return name + (arrays ? "::text[]::" : "::text::") + type;
	}

	private static @Nullable String loss(Fact before, Fact after, Work work) {
		ObjectId made = typeOf(before, work.from());
		Fact old = work.from().find(made);
		Fact now = (made != null) ? work.to().find(made) : null;
		if (old != null && now != null && old.id().kind() == Kind.ENUM) {
			List<String> gone = new ArrayList<>(old.list("labels"));
			gone.removeAll(now.list("labels"));
			return gone.isEmpty() ? null : "rows whose " + after.id().path() + " is " + String.join(" or ", gone)
					+ ": while there are any, the script fails, so change them before";
		}
		if (old != null && now != null && old.id().kind() == Kind.COMPOSITE
				&& !now.list("names").containsAll(old.list("names"))) {
			return "what is no longer an attribute of " + now.id().path() + " in " + after.id().path();
		}
		return Casts.isLossy(stored(before, work.from()), stored(after, work.to()))
				? "what " + after.required("type") + " cannot hold of " + after.id().path() : null;
	}

	/**
	 * Whether a column's default must be gone while the column changes its type.
	 * @param column the column
	 * @param work both schemas
	 * @return whether the server would not convert it by itself
	 */
	static boolean endsDefault(ObjectId column, Work work) {
		Fact before = work.from().find(column);
		Fact after = work.to().find(column);
		return before == null || after == null || isMadeOfReplaced(before, work)
				|| path(before, after, work) != Casts.Path.ASSIGNMENT;
	}

	/**
	 * Whether a foreign key must be gone while the columns at both of its ends change,
	 * one after the other.
	 * @param constraint a constraint of a column that changes
	 * @param work both schemas
	 * @return whether the one could not refer to the other meanwhile
	 */
	static boolean endsKey(Fact constraint, Work work) {
		if (!"f".equals(constraint.text("type"))) {
			return false;
		}
		boolean here = false;
		boolean there = false;
		for (ObjectId dependency : constraint.dependencies()) {
			Fact before = work.from().find(dependency);
			Fact after = work.to().find(dependency);
			if (dependency.kind() == Kind.COLUMN && before != null && after != null && isChanged(before, after, work)
					&& !(isInteger(before) && isInteger(after))) {
				boolean own = Objects.equals(before.parent(), constraint.parent());
				here |= own;
				there |= !own;
			}
		}
		return here && there;
	}

	private static boolean isInteger(Fact column) {
		return List.of("smallint", "integer", "bigint").contains(column.required("type"));
	}

}
