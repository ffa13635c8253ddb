package io.migrator.schema.ddl;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import io.migrator.schema.Fact;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * That columns are not null, which since PostgreSQL 18 is a constraint with a name.
 */
final class NotNulls {

	private static final String COMMENT = "not_null_comment";

	private static final int NAMED_SINCE = 18;

	private NotNulls() {
	}

	static boolean isConcerned(List<String> attributes) {
		return attributes.stream().anyMatch((name) -> name.startsWith("not_null"));
	}

	/**
	 * Says it as a part of the column's definition.
	 * @param column the column
	 * @return the words, empty if it can hold null or that cannot be said there
	 */
	static String inline(Fact column) {
		if (!column.is("not_null") || column.is("not_null_unproved")) {
			return "";
		}
		boolean named = column.text("not_null_name") != null || column.text(COMMENT) != null;
		return (named ? " CONSTRAINT " + name(column) : "") + " NOT NULL"
				+ (column.is("not_null_no_inherit") ? " NO INHERIT" : "");
	}

	/** What the column's definition could not say. */
	static void create(Fact column, Work work) {
		if (column.is("not_null_unproved")) {
			add(column, " NOT VALID", work);
		}
	}

	/**
	 * Changes it.
	 * @param before the column as it is
	 * @param after what it becomes
	 * @param attributes what differs
	 * @param identity what makes an identity column an ordinary one, which alone can hold
	 * null, or {@code null}
	 * @param work where the actions go
	 */
	static void alter(Fact before, Fact after, List<String> attributes, @Nullable Action identity, Work work) {
		ObjectId id = after.id();
		boolean weaker = isWeaker(before, after);
		if (!after.is("not_null") || weaker) {
			Action drop = work.alter(id, alterColumn(id) + "DROP NOT NULL").after(identity);
			if (identity != null) {
				drop.late();
			}
			if (weaker) {
				add(after, " NOT VALID", work).after(drop);
			}
			return;
		}
		if (!before.is("not_null")) {
			set(after, work);
			return;
		}
		Action last = null;
		if (attributes.contains("not_null_name")) {
			last = work.alter(id, alterTable(id) + "RENAME CONSTRAINT " + Names.quote(before.required("_not_null_name"))
					+ " TO " + name(after));
		}
		if (attributes.contains("not_null_no_inherit")) {
			last = work
				.alter(id,
						alterTable(id) + "ALTER CONSTRAINT " + name(after)
								+ (after.is("not_null_no_inherit") ? " NO INHERIT" : " INHERIT"))
				.after(last);
		}
		if (attributes.contains("not_null_unproved")) {
			validate(id, name(after), work).after(last);
		}
	}

	private static void set(Fact column, Work work) {
		ObjectId id = column.id();
		boolean named = work.serverVersion() >= NAMED_SINCE && isShort(column);
		if (column.is("not_null_unproved")) {
			add(column, " NOT VALID", work);
		}
		else if (!work.isOnline(column.parent())) {
			if (column.text("not_null_name") != null || column.text(COMMENT) != null
					|| column.is("not_null_no_inherit")) {
				add(column, "", work);
			}
			else {
				work.alter(id, alterColumn(id) + "SET NOT NULL");
			}
		}
		else if (named) {
			validate(id, name(column), work).after(add(column, " NOT VALID", work));
		}
		else {
			byCheck(id, work);
		}
	}

	/**
	 * A busy table is proved to hold no null while it stays usable; the proof then spares
	 * SET NOT NULL its scan under the strongest lock.
	 */
	private static void byCheck(ObjectId id, Work work) {
		String proof = Names.quote(id.name() + "_" + id.sub() + "_not_null_proof");
		Action add = work.alter(id, alterTable(id) + "ADD CONSTRAINT " + proof + " CHECK ("
				+ Names.quote(Targets.sub(id)) + " IS NOT NULL) NOT VALID");
		Action validate = validate(id, proof, work).after(add);
		Action set = work.alter(id, alterColumn(id) + "SET NOT NULL").mode(DdlStep.Mode.AFTERWARDS).after(validate);
		work.alter(id, alterTable(id) + "DROP CONSTRAINT " + proof).mode(DdlStep.Mode.AFTERWARDS).after(set);
	}

	private static Action add(Fact column, String validity, Work work) {
		ObjectId id = column.id();
		return work.alter(id, alterTable(id) + "ADD CONSTRAINT " + name(column) + " NOT NULL "
				+ Names.quote(Targets.sub(id)) + (column.is("not_null_no_inherit") ? " NO INHERIT" : "") + validity);
	}

	private static Action validate(ObjectId id, String name, Work work) {
		return work.alter(id, alterTable(id) + "VALIDATE CONSTRAINT " + name).mode(DdlStep.Mode.AFTERWARDS);
	}

	/**
	 * The server's own names are of no interest, unless something else is said of one.
	 */
	private static String name(Fact column) {
		String name = (column.text(COMMENT) != null) ? column.text("_not_null_name") : column.text("not_null_name");
		return Names.quote(Objects.requireNonNullElse(name, generated(column.id())));
	}

	/**
	 * Says what people wrote about it.
	 * @param before the column as it is, or {@code null} if it is new
	 * @param after what it becomes
	 * @param work where the actions go
	 */
	static void comment(@Nullable Fact before, Fact after, Work work) {
		String comment = after.text(COMMENT);
		boolean kept = before != null && before.is("not_null") && after.is("not_null") && !isWeaker(before, after);
		if (!after.is("not_null") || Objects.equals(comment, (before != null && kept) ? before.text(COMMENT) : null)) {
			return;
		}
		boolean renamed = before == null || !Objects.equals(before.text("not_null_name"), after.text("not_null_name"));
		String name = (before == null || !kept || renamed) ? name(after)
				: Names.quote(before.required("_not_null_name"));
		List<Action> others = List.copyOf(work.alterations(after.id()));
		Action action = work
			.alter(after.id(),
					"COMMENT ON CONSTRAINT " + name + " ON " + Names.qualified(after.id().schema(), after.id().name())
							+ " IS " + ((comment != null) ? Names.literal(comment) : "NULL"))
			.late();
		others.stream().filter((other) -> other.mode() == action.mode()).forEach(action::after);
	}

	private static boolean isWeaker(Fact before, Fact after) {
		return before.is("not_null") && !before.is("not_null_unproved") && after.is("not_null_unproved");
	}

	private static String generated(ObjectId id) {
		return id.name() + "_" + id.sub() + "_not_null";
	}

	/** The server's own name for it, if it needs not be shortened. */
	private static boolean isShort(Fact column) {
		return column.text("not_null_name") != null
				|| generated(column.id()).getBytes(StandardCharsets.UTF_8).length <= 63;
	}

	private static String alterTable(ObjectId id) {
		return "ALTER TABLE " + Names.qualified(id.schema(), id.name()) + " ";
	}

	private static String alterColumn(ObjectId id) {
		return alterTable(id) + "ALTER COLUMN " + Names.quote(Targets.sub(id)) + " ";
	}

}
