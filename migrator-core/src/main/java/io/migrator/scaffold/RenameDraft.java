package io.migrator.scaffold;

import java.util.List;
import java.util.Set;

import io.migrator.scaffold.ScaffoldRequest.RenameColumn;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.SchemaSnapshot;

/**
 * Another name for a column: a second column with that name, which is a copy of it.
 */
final class RenameDraft {

	private RenameDraft() {
	}

	static Draft of(RenameColumn request, SchemaSnapshot present, Trial trial) {
		Subject subject = Subject.find(present, request.table(), request.column());
		Refusals.ofReplacing(subject);
		String successor = NewColumns.name(subject, request.to());
		SchemaSnapshot renamed = trial.after(List.of("ALTER TABLE " + subject.relation() + " RENAME COLUMN "
				+ subject.quoted() + " TO " + Names.quote(successor)));
		Copies copies = Copies.of(subject, successor, renamed);
		SchemaSnapshot expected = trial.after(copies.renames());
		Likeness likeness = Likeness.of(subject.type(), subject.column(), present);
		String initial = subject.defaultValue();
		boolean steady = initial != null && Defaults.isSteady(initial);
		Sync sync = new Sync(subject, NewColumns.trigger(subject, successor),
				List.of(new Sync.Target(successor, subject.quoted(), steady ? initial : null, likeness)),
				Names.quote(successor), true, likeness);
		String changed = likeness.differ(Names.quote(successor), subject.quoted());
		String check = subject.isNotNull() ? Names.quote(successor) + " IS NOT NULL"
				: likeness.same(Names.quote(successor), subject.quoted());
		Replacement replacement = new Replacement(subject,
				"renaming " + subject.relation() + "." + subject.quoted() + " to " + Names.quote(successor),
				Naming.file("rename", NewColumns.place(subject), subject.name()), sync, copies,
				NewColumns.withNewColumn(subject, renamed, Set.of(successor)), renamed, expected, changed, check,
				(initial != null && !steady) ? initial : null);
		return replacement.draft();
	}

}
