package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Identity columns, which may have been serial ones or become so and then count on from
 * where they were.
 */
final class Identities {

	private static final String NAME = "SEQUENCE NAME ";

	private Identities() {
	}

	static void alter(Fact before, Fact after, Work work) {
		if (before.text("identity") == null) {
			add(after, work);
		}
		else {
			change(before, after, work);
		}
	}

	private static void add(Fact column, Work work) {
		ObjectId id = column.id();
		// Its type must be one that counts, and it must not hold null
		List<Action> before = List.copyOf(work.alterations(id));
		String sequence = sequence(column);
		Fact old = formerSequence(id, work);
		boolean goes = old != null && work.to().find(old.id()) == null;
		Action add = work.alter(id,
				alterColumn(id) + "ADD GENERATED " + column.required("identity") + " AS IDENTITY" + options(column));
		before.stream().filter((action) -> !action.isLate()).forEach(add::after);
		if (old == null) {
			start(column, sequence, work).after(add).late();
			return;
		}
		String name = Targets.name(old.id());
		if (goes) {
			name = Names.qualified(old.id().schema(), Moves.aside(old.id().name()));
			add.after(work.move(old, "ALTER SEQUENCE " + Targets.name(old.id()) + " RENAME TO "
					+ Names.quote(Moves.aside(old.id().name()))));
		}
		Action value = value(id, sequence, name, work).after(add).late();
		if (goes) {
			work.drop(old, "DROP SEQUENCE " + name).after(value);
		}
	}

	/** What counted for the column before. */
	private static @Nullable Fact formerSequence(ObjectId column, Work work) {
		Fact value = work.from().find(new ObjectId(Kind.DEFAULT, column.schema(), column.name(), column.sub()));
		if (value == null) {
			return null;
		}
		return value.dependencies()
			.stream()
			.filter((id) -> id.kind() == Kind.SEQUENCE)
			.map(work.from()::find)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether a sequence that goes lives on in an identity column, which then has dropped
	 * it.
	 * @param sequence the sequence
	 * @param work both schemas
	 * @return whether there is nothing left to do
	 */
	static boolean takeOver(Fact sequence, Work work) {
		return work.from()
			.dependentsOf(sequence.id())
			.stream()
			.filter((id) -> id.kind() == Kind.DEFAULT)
			.map((id) -> new ObjectId(Kind.COLUMN, id.schema(), id.name(), id.sub()))
			.anyMatch((id) -> becomesIdentity(id, work) && sequence.equals(formerSequence(id, work)));
	}

	private static boolean becomesIdentity(ObjectId column, Work work) {
		Fact before = work.from().find(column);
		Fact after = work.to().find(column);
		return before != null && after != null && before.text("identity") == null && after.text("identity") != null
				&& !work.replaced().contains(column);
	}

	/**
	 * Has a sequence count on from where another is.
	 * @param subject what the action belongs to
	 * @param to the sequence
	 * @param from the other
	 * @param work where the action goes
	 * @return the action
	 */
	static Action value(ObjectId subject, String to, String from, Work work) {
		return work.alter(subject, "SELECT setval(" + Names.literal(to) + ", last_value, is_called) FROM " + from);
	}

	/** What is in the column already must not come again. */
	private static Action start(Fact column, String sequence, Work work) {
		String name = Names.quote(Targets.sub(column.id()));
		String start = option(column, "START WITH ");
		String function = (option(column, "INCREMENT BY -") != null) ? "min" : "max";
		String comparison = "max".equals(function) ? " >= " : " <= ";
		String first = (start != null) ? start : "max".equals(function) ? "1" : "-1";
		return work.alter(column.id(),
				"SELECT setval(" + Names.literal(sequence) + ", " + function + "(" + name + ")) FROM "
						+ Names.qualified(column.id().schema(), column.id().name()) + " HAVING " + function + "(" + name
						+ ")" + comparison + first);
	}

	/**
	 * Makes a column an ordinary one.
	 * @param before what it is
	 * @param after what it becomes
	 * @param work where the actions go
	 * @return what does it
	 */
	static Action drop(Fact before, Fact after, Work work) {
		ObjectId id = after.id();
		String dropIdentity = alterColumn(id) + "DROP IDENTITY";
		ObjectId successor = work.to()
			.dependentsOf(id)
			.stream()
			.filter((dependent) -> dependent.kind() == Kind.SEQUENCE && work.isNew(dependent))
			.findFirst()
			.orElse(null);
		if (successor == null) {
			return work.alter(id, dropIdentity);
		}
		String old = sequence(before);
		if (old.equals(Targets.name(successor))) {
			String aside = Moves.aside(successor.name());
			work.alter(id, "ALTER SEQUENCE " + old + " RENAME TO " + Names.quote(aside));
			old = Names.qualified(successor.schema(), aside);
		}
		// Not the column's, so that the new sequence need not wait for them
		Action value = value(successor, Targets.name(successor), old, work).needs(successor);
		return work.alter(successor, dropIdentity).after(value);
	}

	private static void change(Fact before, Fact after, Work work) {
		ObjectId id = after.id();
		List<String> name = parts(sequence(before));
		List<String> newName = parts(sequence(after));
		Action last = null;
		if (!name.get(0).equals(newName.get(0))) {
			last = work.alter(id, "ALTER SEQUENCE " + sequence(before) + " SET SCHEMA " + newName.get(0));
		}
		if (!name.get(1).equals(newName.get(1))) {
			last = work
				.alter(id, "ALTER SEQUENCE " + newName.get(0) + "." + name.get(1) + " RENAME TO " + newName.get(1))
				.after(last);
		}
		for (String statement : SequenceOptions.fit(sequence(after), before.required("type"), after.required("type"),
				ownOptions(before), ownOptions(after))) {
			last = work.alter(id, statement).after(last);
		}
		List<String> clauses = new ArrayList<>();
		if (!before.required("identity").equals(after.required("identity"))) {
			clauses.add("SET GENERATED " + after.required("identity"));
		}
		List<String> options = SequenceOptions.changes(ownOptions(before), ownOptions(after));
		options.stream().map((option) -> "RESTART".equals(option) ? option : "SET " + option).forEach(clauses::add);
		if (!clauses.isEmpty()) {
			work.alter(id, alterColumn(id) + String.join(" ", clauses)).after(last);
		}
	}

	private static List<String> ownOptions(Fact column) {
		return column.list("identity_options").stream().filter((option) -> !option.startsWith(NAME)).toList();
	}

	/**
	 * The options of an identity column's sequence.
	 * @param column the column
	 * @return a blank and the options in parentheses, or nothing if all are the default
	 */
	static String options(Fact column) {
		List<String> options = column.list("identity_options");
		return options.isEmpty() ? "" : " (" + String.join(" ", options) + ")";
	}

	private static @Nullable String option(Fact column, String words) {
		return column.list("identity_options")
			.stream()
			.filter((option) -> option.startsWith(words))
			.map((option) -> option.substring(words.length()))
			.findFirst()
			.orElse(null);
	}

	static String sequence(Fact column) {
		String name = option(column, NAME);
		return (name != null) ? name
				: Names.qualified(column.id().schema(), column.id().name() + "_" + column.id().sub() + "_seq");
	}

	/** Schema and name, each in quotes where it needs them. */
	static List<String> parts(String name) {
		boolean quoted = false;
		for (int i = 0; i < name.length(); i++) {
			quoted ^= name.charAt(i) == '"';
			if (!quoted && name.charAt(i) == '.') {
				return List.of(name.substring(0, i), name.substring(i + 1));
			}
		}
		throw new IllegalArgumentException(name);
	}

	private static String alterColumn(ObjectId id) {
		return "ALTER TABLE " + Names.qualified(id.schema(), id.name()) + " ALTER COLUMN "
				+ Names.quote(Targets.sub(id)) + " ";
	}

}
