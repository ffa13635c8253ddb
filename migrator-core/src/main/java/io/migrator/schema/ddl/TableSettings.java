package io.migrator.schema.ddl;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What a table has beside columns: storage, row security, replica identity.
 */
final class TableSettings {

	private TableSettings() {
	}

	/**
	 * Writes what {@code CREATE TABLE} says after the columns.
	 * @param table the table
	 * @param work both schemas
	 * @return clauses, each with a blank before
	 */
	static String written(Fact table, Work work) {
		StringBuilder sql = new StringBuilder();
		append(sql, " PARTITION BY ", table.text("partition_key"));
		append(sql, " USING ",
				(table.text("access_method") != null) ? Names.quote(table.required("access_method")) : null);
		List<String> options = Stream.concat(table.list("options").stream(), table.list("toast_options").stream())
			.toList();
		append(sql, " WITH (", options.isEmpty() ? null : Storage.list(options) + ")");
		String tablespace = table.text("tablespace");
		if (tablespace == null && Inheritance.parentsOf(table)
			.stream()
			.map(work.to()::find)
			.anyMatch((parent) -> parent != null && parent.text("tablespace") != null && table.text("bound") != null)) {
			tablespace = "pg_default";
		}
		append(sql, " TABLESPACE ", (tablespace != null) ? Names.quote(tablespace) : null);
		return sql.toString();
	}

	private static void append(StringBuilder sql, String words, @Nullable String value) {
		if (value != null) {
			sql.append(words).append(value);
		}
	}

	/**
	 * Changes one setting.
	 * @param before what is, or {@code null} for a new table
	 * @param after what shall be
	 * @param attribute the setting
	 * @param work where the actions go
	 */
	static void alter(@Nullable Fact before, Fact after, String attribute, Work work) {
		boolean is = after.attributes().value(attribute) != null;
		switch (attribute) {
			case "row_security" -> set(after, (is ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY", work);
			case "force_row_security" -> set(after, (is ? "" : "NO ") + "FORCE ROW LEVEL SECURITY", work);
			case "unlogged" -> logging(after, work);
			case "options", "toast_options" -> options(before, after, attribute, work);
			case "tablespace" ->
				set(after, "SET TABLESPACE " + Names.quote(is ? after.required(attribute) : "pg_default"), work);
			case "access_method" -> accessMethod(after, work);
			case "of_type" -> type(before, after, work);
			case "replica_identity" -> replicaIdentity(after, work);
			default -> work.unsupported().add(after.id());
		}
	}

	/** Newer servers also know SET ACCESS METHOD DEFAULT, which is another thing. */
	private static void accessMethod(Fact after, Work work) {
		String method = after.text("access_method");
		if (work.serverVersion() < 15) {
			work.unsupported().add(after.id());
			return;
		}
		set(after, "SET ACCESS METHOD " + Names.quote((method != null) ? method : "heap"), work);
	}

	private static void options(@Nullable Fact before, Fact after, String attribute, Work work) {
		List<String> old = (before != null) ? before.list(attribute) : List.of();
		for (String clause : Arrays.asList(Storage.set(old, after.list(attribute)),
				Storage.reset(old, after.list(attribute)))) {
			if (clause != null) {
				set(after, clause, work);
			}
		}
	}

	/** A permanent table cannot refer to an unlogged one, not even for a moment. */
	private static void logging(Fact after, Work work) {
		boolean unlogged = after.is("unlogged");
		Action action = work.alter(after.id(), alterTable(after) + (unlogged ? "SET UNLOGGED" : "SET LOGGED"));
		for (Fact child : work.to().childrenOf(after.id())) {
			Stream<ObjectId> neighbours = unlogged ? work.to().dependentsOf(child.id()).stream()
					: child.dependencies().stream();
			neighbours
				.filter((other) -> other.kind() == Kind.CONSTRAINT
						&& (unlogged || child.id().kind() == Kind.CONSTRAINT))
				.map((other) -> ObjectId.of(Kind.TABLE, other.schema(), other.name()))
				.filter((other) -> !other.equals(after.id()))
				.forEach(action::needs);
		}
		for (Fact child : work.from().childrenOf(after.id())) {
			work.from()
				.dependentsOf(child.id())
				.stream()
				.filter((other) -> other.kind() == Kind.CONSTRAINT && work.to().find(other) == null)
				.forEach(action::needs);
		}
	}

	/** A table can only become typed when its columns are those of the type. */
	private static void type(@Nullable Fact before, Fact after, Work work) {
		String type = after.text("of_type");
		if (before != null && before.text("of_type") != null) {
			work.attachments().leave(after.id(), after.id(), false, alterTable(after) + "NOT OF");
		}
		if (type != null) {
			work.attachments().join(after.id(), after.id(), alterTable(after) + "OF " + type);
		}
	}

	/** An index is made the replica identity with the index. */
	private static void replicaIdentity(Fact after, Work work) {
		String identity = after.text("replica_identity");
		if (identity == null || !identity.startsWith("INDEX")) {
			set(after, "REPLICA IDENTITY " + ((identity != null) ? identity : "DEFAULT"), work);
		}
		else if (identity.length() > 5) {
			set(after, "REPLICA IDENTITY USING " + identity, work);
		}
	}

	private static Action set(Fact table, String clause, Work work) {
		return work.alter(table.id(), alterTable(table) + clause).late();
	}

	private static String alterTable(Fact table) {
		return "ALTER TABLE " + Targets.name(table.id()) + " ";
	}

}
