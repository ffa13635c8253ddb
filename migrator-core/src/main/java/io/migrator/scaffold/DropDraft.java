package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.List;

import io.migrator.scaffold.ScaffoldRequest.DropColumn;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.SchemaSnapshot;

/**
 * A column that goes: first nobody has to write it, then nobody does, then it goes.
 */
final class DropDraft {

	private final Subject subject;

	private DropDraft(Subject subject) {
		this.subject = subject;
	}

	static Draft of(DropColumn request, SchemaSnapshot present, Trial trial) {
		Subject subject = Subject.find(present, request.table(), request.column());
		Refusals.ofTable(subject);
		Refusals.ofPartitionKey(subject);
		Refusals.ofReaders(subject);
		Refusals.ofReferences(subject);
		for (Fact dependent : subject.dependents()) {
			if (dependent.id().kind() == Kind.COLUMN || dependent.id().kind() == Kind.TRIGGER
					|| "p".equals(dependent.text("type")) && dependent.id().kind() == Kind.CONSTRAINT) {
				throw Refusals.refused(dependent.id() + " needs " + subject.column().id(),
						"Drop it, or let it use something else, by a migration of its own first.");
			}
		}
		SchemaSnapshot expected = trial
			.after(List.of("ALTER TABLE " + subject.relation() + " DROP COLUMN " + subject.quoted()));
		return new DropDraft(subject).draft(expected);
	}

	private Draft draft(SchemaSnapshot expected) {
		List<Step> steps = new ArrayList<>();
		if (this.subject.isNotNull() && this.subject.defaultValue() == null
				&& this.subject.column().text("generated") == null && this.subject.column().text("identity") == null) {
			steps.add(expand());
		}
		steps.add(contract());
		List<String> advice = new ArrayList<>(Advice.lost(this.subject, ""));
		advice.addAll(Advice.mentions(this.subject));
		return new Draft("dropping " + this.subject.relation() + "." + this.subject.quoted(),
				Naming.file("drop", NewColumns.place(this.subject), this.subject.name()), steps, null, List.of(), null,
				expected, advice);
	}

	private Step expand() {
		String column = this.subject.quoted();
		String alterTable = "ALTER TABLE " + this.subject.relation() + " ";
		String check = Names.quote(NewColumns.check(this.subject, this.subject.name()));
		return new Step(Phase.EXPAND, "Lets rows do without " + column + ".",
				"versions that read " + column + " must get on with NULL in rows that newer ones write. Then roll out "
						+ "the version that does not name " + column + " any more.",
				List.of(), alterTable + "ALTER COLUMN " + column + " DROP NOT NULL;\n",
				"-- Fails if there are rows without it by now.\n-- migrator: non-transactional\n\n" + alterTable
						+ "ADD CONSTRAINT " + check + " CHECK (" + column + " IS NOT NULL) NOT VALID;\n" + alterTable
						+ "VALIDATE CONSTRAINT " + check + ";\n" + alterTable + "ALTER COLUMN " + column
						+ " SET NOT NULL;\n" + alterTable + "DROP CONSTRAINT " + check + ";\n");
	}

	private Step contract() {
		return new Step(Phase.CONTRACT, "Drops " + this.subject.quoted() + ". The table is locked for an instant only.",
				"no version may run any more that names " + this.subject.quoted()
						+ ", on no replica and in no job or report. Approve this only then.",
				List.of("requires-approval",
						Contract.noWayBack(
								this.subject.relation() + ": the values of " + this.subject.quoted() + " are lost")),
				"ALTER TABLE " + this.subject.relation() + " DROP COLUMN " + this.subject.quoted() + ";\n", null);
	}

}
