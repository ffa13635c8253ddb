package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migrator.scaffold.ScaffoldRequest.RenameColumn;
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
		String quoted = Names.quote(successor);
		SchemaSnapshot renamed = trial.after(
				List.of("ALTER TABLE " + subject.relation() + " RENAME COLUMN " + subject.quoted() + " TO " + quoted));
		Copies copies = Copies.of(subject, successor, renamed, false);
		SchemaSnapshot expected = trial.after(copies.renames());
		Likeness likeness = Likeness.of(subject.type(), subject.column(), present);
		String initial = subject.defaultValue();
		boolean steady = initial != null && Defaults.isSteady(initial);
		Sync sync = new Sync(subject, NewColumns.trigger(subject, successor),
				List.of(new Sync.Target(successor, subject.quoted(), steady ? initial : null, likeness)), quoted, true,
				likeness);
		List<String> advice = new ArrayList<>(Advice.of(subject, successor, copies));
		advice.addAll(Advice.mentions(subject));
		return new Replacement(subject, "renaming " + subject.relation() + "." + subject.quoted() + " to " + quoted,
				Naming.file("rename", NewColumns.place(subject), subject.name()), sync, subject.isNotNull(), copies,
				NewColumns.with(subject, renamed, Set.of(successor)), renamed, expected,
				likeness.differ(quoted, subject.quoted()),
				subject.isNotNull() ? quoted + " IS NOT NULL" : likeness.same(quoted, subject.quoted()),
				(initial != null && !steady) ? initial : null, advice)
			.draft();
	}

}
