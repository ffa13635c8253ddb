package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.List;

import io.migrator.scaffold.Copies.Copy;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;

/**
 * The last step: takes away what is old and what kept it in step, and gives what is new
 * the names that it keeps.
 *
 * @param replacement what takes the place of what
 * @param oldColumn what the old column is called by now, as SQL
 * @param newColumn what the new one is called by now, as SQL
 */
record Contract(Replacement replacement, String oldColumn, String newColumn) {

	Step step() {
		return new Step(Phase.CONTRACT,
				"Takes " + this.oldColumn
						+ " away, with all that kept it in step. The table is locked for an instant only.",
				"no version may run any more that needs " + this.replacement.oldColumn() + " as it was"
						+ ", on no replica and in no job or report. Approve this only then.",
				List.of(this.replacement.requires(), "requires-approval",
						noWayBack(this.replacement.subject().relation() + ": the values are in " + this.newColumn)),
				statements(), null);
	}

	/** A directive that the plan shows to whoever is about to approve. */
	static String noWayBack(String where) {
		return "rollback=\"no way back in " + where.replace('"', '\'') + "\"";
	}

	private String statements() {
		Subject subject = this.replacement.subject();
		Copies copies = this.replacement.copies();
		String alterTable = this.replacement.alterTable();
		List<String> lines = new ArrayList<>();
		for (Copy copy : copies.incoming()) {
			lines.add("ALTER TABLE " + copy.relation() + " DROP CONSTRAINT " + Names.quote(copy.name()));
		}
		lines.addAll(this.replacement.sync().dropping());
		lines.add(alterTable + "DROP CONSTRAINT " + Names.quote(this.replacement.check()));
		if (this.replacement.lateDefault() != null && this.oldColumn.equals(this.replacement.oldColumn())) {
			lines.add(alterTable + "ALTER COLUMN " + this.newColumn + " SET DEFAULT " + this.replacement.lateDefault());
		}
		for (Fact dependent : subject.dependents()) {
			if (dependent.id().kind() == Kind.SEQUENCE && this.replacement.sync().targets().size() == 1) {
				ObjectId sequence = dependent.id();
				lines.add("ALTER SEQUENCE " + Names.qualified(sequence.schema(), sequence.name()) + " OWNED BY "
						+ subject.relation() + "." + this.newColumn);
			}
		}
		for (Copy copy : copies.indexes()) {
			if (copy.after().is("replica_identity")) {
				lines.add(alterTable + "REPLICA IDENTITY USING INDEX " + Names.quote(copy.interim()));
			}
		}
		lines.add(alterTable + "DROP COLUMN " + this.oldColumn);
		lines.addAll(lastNames(copies));
		return String.join(";\n", lines) + ";\n";
	}

	private static List<String> lastNames(Copies copies) {
		List<String> lines = new ArrayList<>();
		for (Copy copy : copies.all()) {
			if (copy.isUnique()) {
				lines.add("ALTER TABLE " + copy.relation() + " ADD CONSTRAINT " + Names.quote(copy.last())
						+ " UNIQUE USING INDEX " + Names.quote(copy.interim()));
			}
			else if (!copy.last().equals(copy.interim())) {
				lines.add(Copies.rename(copy, copy.interim(), copy.last()));
			}
			if (copy.after().is("clustered")) {
				lines.add("ALTER TABLE " + copy.relation() + " CLUSTER ON " + Names.quote(copy.last()));
			}
		}
		return lines;
	}

}
