package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.List;

import io.migrator.scaffold.ScaffoldRequest.AddNotNull;
import io.migrator.schema.Names;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.sql.RowExpression;
import org.jspecify.annotations.Nullable;

/**
 * A column that may not be NULL any more: what is NULL gets a value, and a constraint
 * proves it, so that the server need not look.
 */
final class NotNullDraft {

	private final Subject subject;

	private final @Nullable String value;

	private final String name;

	private final String trigger;

	private NotNullDraft(Subject subject, @Nullable String value) {
		this.subject = subject;
		this.value = value;
		this.name = Naming.file("not_null", NewColumns.place(subject), subject.name());
		this.trigger = NewColumns.trigger(subject, subject.name());
	}

	static Draft of(AddNotNull request, SchemaSnapshot present, Trial trial) {
		Subject subject = Subject.find(present, request.table(), request.column());
		Refusals.ofTable(subject);
		if (subject.isNotNull()) {
			throw ScaffoldException.usage(subject.column().id() + " is NOT NULL already", "There is nothing to do.");
		}
		if (subject.column().text("generated") != null && request.value() != null) {
			throw Refusals.refused(subject.column().id() + " is generated, so nobody gives it a value",
					"Leave --value out.");
		}
		SchemaSnapshot expected = trial.after(
				List.of("ALTER TABLE " + subject.relation() + " ALTER COLUMN " + subject.quoted() + " SET NOT NULL"));
		return new NotNullDraft(subject, request.value()).draft(expected);
	}

	private Draft draft(SchemaSnapshot expected) {
		List<Step> steps = new ArrayList<>(List.of(expand()));
		Draft.Fill fill = null;
		if (this.value != null) {
			String relation = this.subject.relation();
			String undone = this.subject.quoted() + " IS NULL";
			fill = new Draft.Fill(
					"UPDATE " + relation + "\nSET " + this.subject.quoted() + " = " + this.value + "\nWHERE " + undone,
					"SELECT " + this.subject.rowName() + " FROM " + relation + " WHERE " + undone, relation, check());
			steps.add(new Step(Phase.BACKFILL, "Gives a value to the rows that have none.", "nothing to do.", List.of(),
					fill.statement() + ";\n", null));
		}
		else {
			steps.add(validate());
		}
		steps.add(notNull());
		steps.add(contract());
		List<String> trials = (this.value != null) ? List.of("UPDATE " + this.subject.relation() + " SET "
				+ this.subject.quoted() + " = " + this.value + " WHERE false") : List.of();
		Exercise exercise = (this.value != null)
				? new Exercise(this.subject.relation(), function(), List.of(this.subject.quoted())) : null;
		return new Draft("making " + this.subject.relation() + "." + this.subject.quoted() + " NOT NULL", this.name,
				steps, fill, trials, exercise, expected, List.of());
	}

	private String check() {
		return NewColumns.check(this.subject, this.subject.name());
	}

	private String alterTable() {
		return "ALTER TABLE " + this.subject.relation() + " ";
	}

	private String function() {
		return Names.qualified(this.subject.table().id().schema(), this.trigger);
	}

	private List<String> directives() {
		return (this.value != null) ? List.of("requires-backfill=" + this.name) : List.of();
	}

	private Step expand() {
		String column = this.subject.quoted();
		String constraint = "ADD CONSTRAINT " + Names.quote(check()) + "\n    CHECK (" + column
				+ " IS NOT NULL) NOT VALID;\n";
		String dropped = alterTable() + "DROP CONSTRAINT " + Names.quote(check()) + ";\n";
		if (this.value == null) {
			return new Step(Phase.EXPAND,
					"Refuses NULL in " + column + " in every row that is written from now on. No row is read, and the "
							+ "table is locked for an instant only.",
					"no version that runs may write NULL to " + column
							+ ", or leave it out where it has no default. Deploy this only then.",
					List.of(), alterTable() + constraint, dropped);
		}
		String filled = RowExpression.of(this.value, this.subject.tableName(), this.subject.columns(), "NEW");
		String body = "BEGIN\n    IF NEW." + column + " IS NULL THEN\n        NEW." + column + " := " + filled
				+ ";\n    END IF;\n    RETURN NEW;\nEND\n";
		String quote = body.contains("$$") ? "$fill$" : "$$";
		return new Step(Phase.EXPAND,
				"Puts a value in the place of NULL in " + column
						+ " in every row that is written from now on. No row is read, and the table is locked for an "
						+ "instant only.",
				"nothing to do. Versions that write NULL, or nothing, go on; what they read then is the value.",
				List.of(),
				"CREATE FUNCTION " + function() + "() RETURNS trigger\nLANGUAGE plpgsql AS " + quote + "\n" + body
						+ quote + ";\n\nCREATE TRIGGER " + Names.quote(this.trigger) + " BEFORE INSERT OR UPDATE ON "
						+ this.subject.relation() + "\n    FOR EACH ROW EXECUTE FUNCTION " + function() + "();\n\n"
						+ "-- holds for every row that is written from now on; the backfill proves it of the others\n"
						+ alterTable() + constraint,
				dropped + triggerDropped());
	}

	private String triggerDropped() {
		return "DROP TRIGGER " + Names.quote(this.trigger) + " ON " + this.subject.relation() + ";\nDROP FUNCTION "
				+ function() + "();\n";
	}

	private Step validate() {
		String check = Names.quote(check());
		return new Step(Phase.VALIDATE,
				"Proves that no row has NULL. Reads the table, and blocks nobody. If it fails, some rows have: fill them, "
						+ "or scaffold this with --value.",
				"nothing to do.", List.of(), alterTable() + "VALIDATE CONSTRAINT " + check + ";\n",
				alterTable() + "DROP CONSTRAINT " + check + ";\n" + alterTable() + "ADD CONSTRAINT " + check
						+ "\n    CHECK (" + this.subject.quoted() + " IS NOT NULL) NOT VALID;\n");
	}

	private Step notNull() {
		String alterColumn = alterTable() + "ALTER COLUMN " + this.subject.quoted();
		return new Step(Phase.SWITCH,
				"Makes " + this.subject.quoted() + " NOT NULL. " + check() + " is proved, so no row is looked at.",
				(this.value != null)
						? "roll out the version that always writes a value. The old one may run as long as "
								+ "it takes."
						: "nothing to do.",
				directives(), alterColumn + " SET NOT NULL;\n", alterColumn + " DROP NOT NULL;\n");
	}

	private Step contract() {
		String check = Names.quote(check());
		String dropped = alterTable() + "DROP CONSTRAINT " + check + ";\n";
		String back = alterTable() + "ADD CONSTRAINT " + check + "\n    CHECK (" + this.subject.quoted()
				+ " IS NOT NULL) NOT VALID;\n" + alterTable() + "VALIDATE CONSTRAINT " + check + ";\n";
		if (this.value == null) {
			return new Step(Phase.CONTRACT, "Drops the constraint, which says no more than NOT NULL does.",
					"nothing to do.", List.of(), dropped, "-- migrator: non-transactional\n\n" + back);
		}
		List<String> directives = new ArrayList<>(directives());
		directives.add("requires-approval");
		return new Step(Phase.CONTRACT, "Takes away what put a value in the place of NULL.",
				"no version may run any more that writes NULL to " + this.subject.quoted()
						+ ", or leaves it out where it has no default. Approve this only then.",
				directives, triggerDropped() + dropped, null);
	}

}
