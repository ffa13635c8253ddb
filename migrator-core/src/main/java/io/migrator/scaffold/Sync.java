package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.migrator.schema.Names;
import io.migrator.sql.RowExpression;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a column and what takes its place in step, whichever version of the application
 * writes: a trigger that looks which of them a statement has changed and works out the
 * other. It changes the row that is about to be written, so it does not fire again.
 *
 * @param subject the old column
 * @param name what trigger and function are called
 * @param targets the new columns
 * @param back the old value over the new columns, as SQL, or {@code null} if it cannot be
 * told
 * @param exact whether the new column is a copy of the old one
 * @param likeness how values of the old column are compared
 */
record Sync(Subject subject, String name, List<Target> targets, @Nullable String back, boolean exact,
		Likeness likeness) {

	Sync {
		targets = List.copyOf(targets);
	}

	/**
	 * A new column.
	 *
	 * @param name its name as in the catalog
	 * @param value its value over the columns of a row, as SQL
	 * @param initial its default as SQL, or {@code null}
	 * @param likeness how its values are compared
	 */
	record Target(String name, String value, @Nullable String initial, Likeness likeness) {

		String quoted() {
			return Names.quote(this.name);
		}

	}

	/** Function and trigger, with semicolons. */
	String create() {
		return functionText("CREATE") + "\nCREATE TRIGGER " + Names.quote(this.name) + " BEFORE INSERT OR UPDATE ON "
				+ this.subject.relation() + "\n    FOR EACH ROW EXECUTE FUNCTION " + function() + "();\n";
	}

	/** The function in the place of one of the same name, with its semicolon. */
	String replace() {
		return functionText("CREATE OR REPLACE");
	}

	private String functionText(String verb) {
		String body = body();
		String quote = body.contains("$$") ? "$sync$" : "$$";
		return verb + " FUNCTION " + function() + "() RETURNS trigger\nLANGUAGE plpgsql AS " + quote + "\n" + body
				+ quote + ";\n";
	}

	/** Takes both away, with semicolons. */
	String drop() {
		return String.join(";\n", dropping()) + ";\n";
	}

	/** The statements that take both away. */
	List<String> dropping() {
		return List.of("DROP TRIGGER " + Names.quote(this.name) + " ON " + this.subject.relation(),
				"DROP FUNCTION " + function() + "()");
	}

	Exercise exercise() {
		List<String> columns = new ArrayList<>(List.of(this.subject.quoted()));
		this.targets.forEach((target) -> columns.add(target.quoted()));
		return new Exercise(this.subject.relation(), function(), columns);
	}

	/** Whether a version that writes the new columns alone is seen by the old one. */
	boolean isTwoWay() {
		return this.exact || this.back != null;
	}

	private String function() {
		return Names.qualified(this.subject.table().id().schema(), this.name);
	}

	private String body() {
		List<String> lines = new ArrayList<>();
		lines.add("BEGIN");
		lines.add("    IF TG_OP = 'INSERT' THEN");
		lines.add("        -- the version that wrote is the one whose column is not as it is by default");
		lines.add("        IF " + all(" AND ", Sync::isInitial) + " THEN");
		forward("            ", lines);
		backward("        ", lines, true);
		lines.add("        END IF;");
		lines.add("    ELSIF "
				+ all(" OR ", (target) -> target.likeness.differ("NEW." + target.quoted(), "OLD." + target.quoted()))
				+ " THEN");
		lines.add("        -- written by the new version");
		backward("        ", lines, false);
		if (this.exact) {
			lines.add("    ELSE");
			lines.add("        -- written by the old version, or not filled yet");
		}
		else {
			String old = this.subject.quoted();
			lines.add("    ELSIF " + this.likeness.differ("NEW." + old, "OLD." + old));
			lines.add("        OR (" + all(" AND ", (target) -> "NEW." + target.quoted() + " IS NULL") + ") THEN");
			lines.add("        -- written by the old version, or not filled yet");
		}
		forward("        ", lines);
		lines.add("    END IF;");
		lines.add("    RETURN NEW;");
		lines.add("END");
		return String.join("\n", lines) + "\n";
	}

	private String all(String between, Function<Target, String> condition) {
		return String.join(between, this.targets.stream().map(condition).toList());
	}

	private static String isInitial(Target target) {
		String column = "NEW." + target.quoted();
		return (target.initial != null) ? target.likeness.same(column, target.initial) : column + " IS NULL";
	}

	private void forward(String indent, List<String> lines) {
		for (Target target : this.targets) {
			lines.add(indent + "NEW." + target.quoted() + " := " + inRow(target.value) + ";");
		}
	}

	/**
	 * What both say already stays as it is, so that nothing is lost by going there and
	 * back.
	 */
	private void backward(String indent, List<String> lines, boolean chained) {
		String old = "NEW." + this.subject.quoted();
		if (this.exact) {
			lines.addAll(chained ? List.of(indent + "ELSE") : List.of());
			lines.add(indent + (chained ? "    " : "") + old + " := NEW." + this.targets.get(0).quoted() + ";");
			return;
		}
		String differ = all(" OR ",
				(target) -> target.likeness.differ("NEW." + target.quoted(), "(" + inRow(target.value) + ")"));
		UnaryOperator<String> deeper = (line) -> indent + "    " + line;
		if (this.back != null) {
			lines.add(indent + (chained ? "ELSIF " : "IF ") + differ + " THEN");
			lines.add(deeper.apply(old + " := " + inRow(this.back) + ";"));
		}
		else {
			lines.add(indent + (chained ? "ELSIF " + isUnwritten(old) : "IF " + isUnchanged(old)) + " AND (" + differ
					+ ") THEN");
			lines.add(deeper.apply("RAISE EXCEPTION 'nobody has said how to work out % from % of %', "
					+ Names.literal(this.subject.name()) + ", "
					+ Names.literal(String.join(", ", this.targets.stream().map(Target::name).toList())) + ", "
					+ Names.literal(this.subject.tableName())));
			lines.add(
					deeper.apply("    USING HINT = 'Write both in the same statement.', ERRCODE = 'check_violation';"));
		}
		if (!chained) {
			lines.add(indent + "END IF;");
		}
	}

	private String isUnwritten(String old) {
		String initial = this.subject.defaultValue();
		return (initial != null && Defaults.isSteady(initial)) ? this.likeness.same(old, initial) : old + " IS NULL";
	}

	private String isUnchanged(String old) {
		return this.likeness.same(old, "OLD." + this.subject.quoted());
	}

	/** An expression over columns, for the row that is about to be written. */
	private String inRow(String expression) {
		List<String> columns = new ArrayList<>(this.subject.columns());
		this.targets.forEach((target) -> columns.add(target.name));
		return RowExpression.of(expression, this.subject.tableName(), columns, "NEW");
	}

}
