package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.migrator.scaffold.ScaffoldRequest.ChangeType;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Another type for a column: in a column of another name, or under the same name if the
 * server takes values of either type for the other.
 */
final class ChangeTypeDraft {

	private final ChangeType request;

	private final Subject subject;

	private final Trial trial;

	private final String successor;

	private ChangeTypeDraft(ChangeType request, Subject subject, Trial trial) {
		this.request = request;
		this.subject = subject;
		this.trial = trial;
		this.successor = (request.to() != null) ? NewColumns.name(subject, request.to())
				: Naming.object(subject.name(), "_new", subject.columns()::contains);
	}

	static Draft of(ChangeType request, SchemaSnapshot present, Trial trial) {
		Subject subject = Subject.find(present, request.table(), request.column());
		Refusals.ofReplacing(subject);
		Refusals.ofReaders(subject);
		if (request.to() == null && (request.using() != null || request.back() != null)) {
			throw ScaffoldException.usage(
					"A value that is worked out does not mean the same under the same name to both versions",
					"Name the new column with --to <name>.");
		}
		return new ChangeTypeDraft(request, subject, trial).draft();
	}

	private boolean isKept() {
		return this.request.to() == null;
	}

	private Draft draft() {
		String value = (this.request.using() != null) ? this.request.using()
				: this.subject.quoted() + "::" + this.request.type();
		tryBothWays();
		List<String> advice = new ArrayList<>();
		SchemaSnapshot typed = this.trial.after(conversion(value, advice));
		String quoted = Names.quote(this.successor);
		SchemaSnapshot changed = this.trial.after(List.of("ALTER TABLE " + this.subject.relation() + " RENAME COLUMN "
				+ this.subject.quoted() + " TO " + quoted));
		Copies copies = Copies.of(this.subject, this.successor, changed, isKept());
		SchemaSnapshot expected = isKept() ? typed : this.trial.after(copies.renames());
		Fact column = Objects.requireNonNull(changed.find(child(Kind.COLUMN)));
		Fact initial = changed.find(child(Kind.DEFAULT));
		String first = (initial != null) ? initial.required("expression") : null;
		boolean steady = first != null && Defaults.isSteady(String.valueOf(this.subject.defaultValue()));
		String late = steady ? null : first;
		Sync sync = new Sync(this.subject, NewColumns.trigger(this.subject, this.successor),
				List.of(new Sync.Target(this.successor, value, steady ? first : null,
						Likeness.of(column.required("type"), column, changed))),
				back(quoted), false, Likeness.of(this.subject.type(), this.subject.column(), this.subject.schema()));
		advice.addAll(Advice.mentions(this.subject));
		advice.addAll(Advice.sequences(this.subject, column.required("type")));
		String empty = quoted + " IS NULL";
		boolean notNull = this.subject.isNotNull();
		Replacement replacement = new Replacement(this.subject,
				"making " + this.subject.relation() + "." + this.subject.quoted() + " " + column.required("type")
						+ (isKept() ? "" : " in " + quoted),
				Naming.file("retype", NewColumns.place(this.subject), this.subject.name()), sync, notNull, copies,
				NewColumns.with(this.subject, changed, Set.of(this.successor)), changed, expected,
				notNull ? empty : empty + " AND (" + value + ") IS NOT NULL",
				notNull ? quoted + " IS NOT NULL" : quoted + " IS NOT NULL OR (" + value + ") IS NULL", late, advice);
		return isKept() ? new Swap(replacement).draft() : replacement.draft();
	}

	private ObjectId child(Kind kind) {
		return Subject.child(this.subject.table(), kind, this.successor);
	}

	private @Nullable String back(String quoted) {
		if (this.request.back() != null) {
			return this.request.back();
		}
		return (this.request.using() == null) ? quoted + "::" + this.subject.type() : null;
	}

	/** Under one name either version sends values of the type that it knows. */
	private void tryBothWays() {
		String table = this.subject.relation();
		String alter = "ALTER TABLE " + table;
		String quoted = Names.quote(this.successor);
		this.trial.after(List.of(alter + " ADD COLUMN " + quoted + " " + this.request.type()));
		if (isKept()) {
			try {
				this.trial.after(
						List.of("UPDATE " + table + " SET " + quoted + " = " + this.subject.quoted() + " WHERE false",
								"UPDATE " + table + " SET " + this.subject.quoted() + " = " + quoted + " WHERE false"));
			}
			catch (ScaffoldException ex) {
				throw ScaffoldException.refused(
						"PostgreSQL does not take " + this.subject.type() + " for " + this.request.type()
								+ " and back unasked, so both versions of the application cannot use one name for it.",
						"Name the new column with --to <name>, and say with --using and --back how values are "
								+ "worked out.");
			}
		}
		this.trial.after(List.of(alter + " DROP COLUMN " + quoted));
	}

	private List<String> conversion(String value, List<String> advice) {
		String alter = "ALTER TABLE " + this.subject.relation() + " ALTER COLUMN " + this.subject.quoted();
		String initial = this.subject.defaultValue();
		String type = alter + " TYPE " + this.request.type() + " USING " + value;
		if (initial == null || this.request.using() == null) {
			return List.of(type);
		}
		List<String> statements = new ArrayList<>(List.of(alter + " DROP DEFAULT", type));
		String converted = Defaults.isLiteral(initial)
				? this.trial.value("SELECT (" + value + ")::text FROM (SELECT (" + initial + ")::" + this.subject.type()
						+ " AS " + this.subject.quoted() + ") AS " + Names.quote(this.subject.tableName()))
				: null;
		if (converted != null) {
			statements.add(alter + " SET DEFAULT " + Names.literal(converted));
		}
		else {
			advice.add("the default " + initial + " of " + this.subject.quoted()
					+ " cannot be worked out for the new column: it has none once " + this.subject.quoted()
					+ " is gone");
		}
		return statements;
	}

}
