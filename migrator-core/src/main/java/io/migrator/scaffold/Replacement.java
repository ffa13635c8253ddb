package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Names;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * New columns that take the place of an old one.
 *
 * @param subject the old column
 * @param title what is done
 * @param name the name that all files share
 * @param sync keeps them in step
 * @param notNull whether the new column may not be NULL in the end
 * @param copies what stands on the old column and has to stand on the new one
 * @param expanded the schema with the new columns, without what stands on them
 * @param changed the schema with the new columns in the place of the old one
 * @param expected the same with the names that things have in the end
 * @param undone a condition on rows that are still to be filled
 * @param filled a condition on rows that are filled
 * @param lateDefault a default that the new column can have only when the old one goes,
 * or {@code null}
 * @param advice what else people must look after
 */
record Replacement(Subject subject, String title, String name, Sync sync, boolean notNull, Copies copies,
		SchemaSnapshot expanded, SchemaSnapshot changed, SchemaSnapshot expected, String undone, String filled,
		@Nullable String lateDefault, List<String> advice) {

	/** All steps, the last of which takes the old column away. */
	Draft draft() {
		ChangeOver changeOver = new ChangeOver(this);
		List<Step> later = new ArrayList<>(changeOver.indexes());
		later.addAll(changeOver.steps());
		later.add(new Contract(this, oldColumn(), newColumn()).step());
		return draft(later);
	}

	/**
	 * The steps that make the new columns and fill them, with others behind.
	 * @param later the others
	 * @return the draft
	 */
	Draft draft(List<Step> later) {
		boolean switched = later.stream().anyMatch((step) -> step.phase() == Phase.SWITCH);
		List<Step> steps = new ArrayList<>(List.of(expand(), backfill(switched)));
		steps.addAll(later);
		return new Draft(this.title, this.name, steps, fill(), trials(), this.sync.exercise(), this.expected,
				this.advice);
	}

	/** The old column as SQL. */
	String oldColumn() {
		return this.subject.quoted();
	}

	/** The new columns as SQL, with commas between. */
	String newColumn() {
		return String.join(", ", this.sync.targets().stream().map(Sync.Target::quoted).toList());
	}

	String alterTable() {
		return "ALTER TABLE " + this.subject.relation() + " ";
	}

	String requires() {
		return "requires-backfill=" + this.name;
	}

	/** The constraint that proves that all rows are filled. */
	String check() {
		return NewColumns.check(this.subject, this.sync.targets().get(0).name());
	}

	private Step expand() {
		StringBuilder sql = new StringBuilder(Ddl.script(this.subject.schema(), this.expanded));
		for (Sync.Target target : this.sync.targets()) {
			if (target.initial() != null) {
				sql.append(alterTable()).append("ALTER COLUMN ").append(target.quoted());
				sql.append(" SET DEFAULT ").append(target.initial()).append(";\n");
			}
		}
		sql.append('\n').append(this.sync.create()).append('\n');
		sql.append("-- holds for every row that is written from now on; the backfill proves it of the others\n");
		sql.append(alterTable()).append("ADD CONSTRAINT ").append(Names.quote(check()));
		sql.append("\n    CHECK (").append(this.filled).append(") NOT VALID;\n");
		StringBuilder down = new StringBuilder(this.sync.drop());
		this.sync.targets()
			.forEach(
					(target) -> down.append(alterTable()).append("DROP COLUMN ").append(target.quoted()).append(";\n"));
		return new Step(Phase.EXPAND,
				"Makes " + newColumn() + " and keeps it in step with " + oldColumn()
						+ ", whichever of them is written. No row is read or written, and the table is locked for an "
						+ "instant only.",
				"nothing to do. Versions that know " + oldColumn() + " only and versions that write " + newColumn()
						+ (this.sync.isTwoWay() ? " only can run side by side from here on."
								: " as well, both in one statement, can run side by side from here on.")
						+ " Rows that nobody has written since have no " + newColumn()
						+ " before the backfill, so a version that reads it has to wait for that.",
				List.of(), sql.toString(), down.toString());
	}

	private Step backfill(boolean switched) {
		return new Step(Phase.BACKFILL, "Fills " + newColumn() + " in the rows that nobody has written since.",
				switched ? "nothing to do. All columns are in step in every row when this is completed."
						: rollOut("when this is completed, "),
				List.of(), fill().statement() + ";\n", null);
	}

	/** What to do with the version that knows the new columns. */
	String rollOut(String when) {
		return when + "roll out the version that reads and writes " + newColumn() + " and does not name " + oldColumn()
				+ " any more" + (this.sync.isTwoWay() ? "" : " but to write it") + ". The old version may run as long "
				+ "as it takes.";
	}

	Draft.Fill fill() {
		String values = String.join(",\n    ",
				this.sync.targets().stream().map((target) -> target.quoted() + " = " + target.value()).toList());
		return new Draft.Fill("UPDATE " + this.subject.relation() + "\nSET " + values + "\nWHERE " + this.undone,
				"SELECT " + this.subject.rowName() + " FROM " + this.subject.relation() + " WHERE " + this.undone,
				this.subject.relation(), check());
	}

	/**
	 * The way back is not part of any statement but the trigger's, so it is tried apart.
	 */
	private List<String> trials() {
		List<String> trials = new ArrayList<>();
		if (this.sync.back() != null) {
			trials.add("UPDATE " + this.subject.relation() + " SET " + oldColumn() + " = " + this.sync.back()
					+ " WHERE false");
		}
		return trials;
	}

}
