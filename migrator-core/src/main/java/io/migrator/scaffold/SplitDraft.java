package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.migrator.scaffold.ScaffoldRequest.Part;
import io.migrator.scaffold.ScaffoldRequest.SplitColumn;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;

/**
 * Several columns in the place of one.
 */
final class SplitDraft {

	private static final String VIEW = "migrator_scaffold_parts";

	private SplitDraft() {
	}

	static Draft of(SplitColumn request, SchemaSnapshot present, Trial trial) {
		Subject subject = Subject.find(present, request.table(), request.column());
		Refusals.ofReplacing(subject);
		Refusals.ofReaders(subject);
		Refusals.ofReferences(subject);
		if (request.into().isEmpty()) {
			throw ScaffoldException.usage("Nothing is said of the new columns",
					"Say --into <column>=<expression> for each of them.");
		}
		Set<String> names = new LinkedHashSet<>();
		for (Part part : request.into()) {
			if (!names.add(NewColumns.name(subject, part.name()))) {
				throw ScaffoldException.usage("The column " + part.name() + " is named twice", "Give other names.");
			}
		}
		List<String> types = types(subject, request.into(), trial);
		List<String> statements = new ArrayList<>();
		List<String> quoted = names.stream().map(Names::quote).toList();
		for (int i = 0; i < types.size(); i++) {
			statements.add("ALTER TABLE " + subject.relation() + " ADD COLUMN " + quoted.get(i) + " " + types.get(i));
		}
		statements.add("ALTER TABLE " + subject.relation() + " DROP COLUMN " + subject.quoted());
		SchemaSnapshot expected = trial.after(statements);
		List<Sync.Target> targets = new ArrayList<>();
		List<String> values = new ArrayList<>();
		for (String name : names) {
			Fact column = Objects.requireNonNull(expected.find(Subject.child(subject.table(), Kind.COLUMN, name)));
			String value = request.into().get(targets.size()).expression();
			values.add(value);
			targets.add(new Sync.Target(name, value, null, Likeness.of(column.required("type"), column, expected)));
		}
		Sync sync = new Sync(subject, NewColumns.trigger(subject, targets.get(0).name()), targets, request.join(),
				false, Likeness.of(subject.type(), subject.column(), present));
		List<String> advice = new ArrayList<>(
				Advice.lost(subject, ". Build what the new columns need by a migration between backfill and contract"));
		advice.addAll(Advice.mentions(subject));
		String empty = String.join(" AND ", quoted.stream().map((column) -> column + " IS NULL").toList());
		String some = String.join(" OR ", quoted.stream().map((column) -> column + " IS NOT NULL").toList());
		String valued = String.join(" OR ", values.stream().map((value) -> "(" + value + ") IS NOT NULL").toList());
		String valueless = String.join(" AND ", values.stream().map((value) -> "(" + value + ") IS NULL").toList());
		return new Replacement(subject,
				"splitting " + subject.relation() + "." + subject.quoted() + " into " + String.join(", ", quoted),
				Naming.file("split", NewColumns.place(subject), subject.name()), sync, false, Copies.none(subject),
				NewColumns.with(subject, expected, names), expected, expected, empty + " AND (" + valued + ")",
				some + " OR (" + valueless + ")", null, advice)
			.draft();
	}

	/** The server knows of which type an expression is. */
	private static List<String> types(Subject subject, List<Part> parts, Trial trial) {
		List<String> columns = new ArrayList<>();
		for (Part part : parts) {
			columns.add("(" + part.expression() + ") AS part" + columns.size());
		}
		SchemaSnapshot seen = trial.after(List.of("CREATE VIEW public." + VIEW + " AS SELECT "
				+ String.join(", ", columns) + " FROM " + subject.relation()));
		List<String> types = new ArrayList<>();
		for (int i = 0; i < parts.size(); i++) {
			ObjectId id = new ObjectId(Kind.VIEW_COLUMN, "public", VIEW, "part" + i);
			types.add(Objects.requireNonNull(seen.find(id)).required("type"));
		}
		trial.after(List.of("DROP VIEW public." + VIEW));
		return types;
	}

}
