package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Fingerprint;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes and something just like it that comes: perhaps it is the same under
 * another name. Only people know.
 *
 * @param from what goes
 * @param to what comes
 */
public record RenameGuess(ObjectId from, ObjectId to) {

	/**
	 * Looks for what may be renames: tables of one schema with the same columns, and
	 * columns of one table with the same type and all else, where only one fits.
	 * @param from the schema that is there
	 * @param to the schema that is wanted
	 * @return the guesses, sorted by name
	 */
	public static List<RenameGuess> among(SchemaSnapshot from, SchemaSnapshot to) {
		Map<String, List<ObjectId>> gone = new HashMap<>();
		Map<String, List<ObjectId>> come = new HashMap<>();
		for (Difference difference : SchemaDiff.between(from, to).differences()) {
			if (difference.before() != null && difference.after() == null) {
				collect(difference.before(), from, to, gone);
			}
			else if (difference.after() != null && difference.before() == null) {
				collect(difference.after(), to, from, come);
			}
		}
		List<RenameGuess> guesses = new ArrayList<>();
		gone.forEach((likeness, old) -> {
			List<ObjectId> others = come.getOrDefault(likeness, List.of());
			if (old.size() == 1 && others.size() == 1) {
				guesses.add(new RenameGuess(old.get(0), others.get(0)));
			}
		});
		guesses.sort((one, other) -> one.from().compareTo(other.from()));
		return guesses;
	}

	private static void collect(Fact fact, SchemaSnapshot own, SchemaSnapshot other,
			Map<String, List<ObjectId>> likenesses) {
		String likeness = null;
		if (fact.id().kind() == Kind.TABLE) {
			likeness = table(fact, own);
		}
		else if (fact.id().kind() == Kind.COLUMN && other.find(fact.parent()) != null) {
			likeness = "column of " + fact.parent() + " " + column(fact, "");
		}
		if (likeness != null) {
			likenesses.computeIfAbsent(likeness, (key) -> new ArrayList<>()).add(fact.id());
		}
	}

	private static @Nullable String table(Fact table, SchemaSnapshot snapshot) {
		TreeSet<String> columns = new TreeSet<>();
		for (Fact child : snapshot.childrenOf(table.id())) {
			if (child.id().kind() == Kind.COLUMN) {
				columns.add(column(child, Objects.requireNonNull(child.id().sub())));
			}
		}
		return columns.isEmpty() ? null : "table of " + table.id().schema() + " " + columns;
	}

	/** The name of an identity's sequence is made of that of its table. */
	private static String column(Fact column, String name) {
		Fact nameless = new Fact(new ObjectId(Kind.COLUMN, null, "", name), null,
				column.attributes().with("identity_options", null).with("not_null_name", null), List.of());
		return Fingerprint.of(nameless);
	}

	/**
	 * What to write if the guess is right.
	 * @return a sentence
	 */
	public String hint() {
		String oldName = (this.from.sub() != null) ? this.from.sub() : this.from.name();
		return this.from + " looks as if it were renamed to " + this.to.path() + ": if so, write '-- migrator: "
				+ "renamed-from=" + oldName + "' in the line before it in the schema file";
	}

}
