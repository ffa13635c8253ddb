package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.migrator.scaffold.Copies.Copy;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The steps by which one column takes the place of another.
 *
 * @param subject the old column
 * @param title what is done
 * @param name the name that all files share
 * @param sync keeps both in step
 * @param copies what stands on the old column
 * @param expanded the schema with the new column, without what stands on it
 * @param changed the schema with the new column in the place of the old one
 * @param expected the same with the names that things have in the end
 * @param undone a condition on rows that are still to be filled
 * @param filled a condition on rows that are filled
 * @param lateDefault a default that the new column can have only when the old one goes,
 * or {@code null}
 */
record Replacement(Subject subject, String title, String name, Sync sync, Copies copies, SchemaSnapshot expanded,
		SchemaSnapshot changed, SchemaSnapshot expected, String undone, String filled, @Nullable String lateDefault) {

	Draft draft() {
		List<Step> steps = new ArrayList<>();
		steps.add(expand());
		steps.add(backfill());
		steps.addAll(indexes());
		steps.addAll(changeOver());
		steps.add(contract());
		return new Draft(this.title, this.name, steps, fill(), this.expected, Advice.of(this));
	}

	private Sync.Target target() {
		return this.sync.targets().get(0);
	}

	private String alterTable() {
		return "ALTER TABLE " + this.subject.relation() + " ";
	}

	private String oldColumn() {
		return this.subject.quoted();
	}

	private String newColumn() {
		return target().quoted();
	}

	private String requires() {
		return "requires-backfill=" + this.name;
	}

	private String check() {
		return Naming.object(this.subject.tableName() + "_" + target().name(), "_filled", this.subject::isConstraint);
	}

	private Step expand() {
		StringBuilder sql = new StringBuilder(Ddl.script(this.subject.schema(), this.expanded));
		if (target().initial() != null) {
			sql.append(alterTable()).append("ALTER COLUMN ").append(newColumn());
			sql.append(" SET DEFAULT ").append(target().initial()).append(";\n");
		}
		sql.append('\n').append(this.sync.create()).append('\n');
		sql.append("-- holds for every row that is written from now on; the backfill proves it of the others\n");
		sql.append(alterTable()).append("ADD CONSTRAINT ").append(Names.quote(check()));
		sql.append("\n    CHECK (").append(this.filled).append(") NOT VALID;\n");
		return new Step(Phase.EXPAND,
				"Makes " + newColumn() + " and keeps it in step with " + oldColumn()
						+ ", whichever of them is written. No row is read or written, and the table is locked for an "
						+ "instant only.",
				"nothing to do. Versions that know " + oldColumn() + " only and versions that write " + newColumn()
						+ " only can run side by side from here on. Rows that nobody has written since have their "
						+ newColumn() + " only after the backfill, so a version that reads it has to wait for that.",
				List.of(), sql.toString(), this.sync.drop() + alterTable() + "DROP COLUMN " + newColumn() + ";\n");
	}

	private Draft.Fill fill() {
		String statement = "UPDATE " + this.subject.relation() + "\nSET " + newColumn() + " = " + target().value()
				+ "\nWHERE " + this.undone;
		return new Draft.Fill(statement,
				"SELECT " + this.subject.rowName() + " FROM " + this.subject.relation() + " WHERE " + this.undone,
				this.subject.relation(), check());
	}

	private Step backfill() {
		return new Step(Phase.BACKFILL, "Fills " + newColumn() + " in the rows that nobody has written since.",
				"nothing to do. Both columns are in step in every row when this is completed.", List.of(),
				fill().statement() + ";\n", null);
	}

	private List<Step> indexes() {
		List<Fact> made = this.copies.indexes().stream().map(Copy::made).toList();
		List<Step> steps = new ArrayList<>();
		SchemaSnapshot with = Ddl.with(this.expanded, made);
		for (String script : Ddl.scripts(this.expanded, with)) {
			steps.add(new Step(Phase.INDEXES,
					"Builds the indexes of " + newColumn() + " that " + oldColumn() + " has, without blocking anybody: "
							+ names(made) + ".",
					"nothing to do.", List.of(requires()), script, Ddl.script(with, this.expanded)));
		}
		return steps;
	}

	/**
	 * Constraints first hold for new rows alone; the old ones are looked at in a
	 * transaction that locks nobody out.
	 */
	private List<Step> changeOver() {
		List<Fact> made = this.copies.constraints().stream().map(Copy::made).toList();
		List<Fact> readers = this.copies.repointed().stream().map(this.changed::find).filter(Objects::nonNull).toList();
		SchemaSnapshot before = Ddl.with(this.expanded, this.copies.indexes().stream().map(Copy::made).toList());
		SchemaSnapshot open = Ddl.with(before,
				Stream.concat(readers.stream(), made.stream().map((fact) -> fact.with("unproved", "true"))).toList());
		SchemaSnapshot proved = Ddl.with(open, made);
		List<Step> steps = new ArrayList<>();
		String notNull = alterTable() + "ALTER COLUMN " + newColumn() + " ";
		String up = Ddl.script(before, open);
		String down = Ddl.script(open, before);
		if (this.subject.isNotNull()) {
			up = "-- " + check() + " is proved, so no row is looked at\n" + notNull + "SET NOT NULL;\n"
					+ (up.isEmpty() ? "" : "\n" + up);
			down = down + (down.isEmpty() ? "" : "\n") + notNull + "DROP NOT NULL;\n";
		}
		if (!up.isEmpty()) {
			steps.add(new Step(Phase.SWITCH, "Makes " + newColumn() + " all that " + oldColumn() + " is.",
					"roll out the version that reads and writes " + newColumn() + " and does not name " + oldColumn()
							+ " any more. The old version may run as long as it takes.",
					List.of(requires()), up, down));
		}
		String proof = Ddl.script(open, proved);
		if (!proof.isEmpty()) {
			steps.add(new Step(Phase.VALIDATE,
					"Proves by the rows that were there before what holds for new rows already: " + names(made)
							+ ". Reads the table, and blocks nobody.",
					"nothing to do.", List.of(requires()), proof, Ddl.script(proved, open)));
		}
		return steps;
	}

	private static String names(Collection<Fact> facts) {
		return String.join(", ",
				facts.stream().map((fact) -> Objects.requireNonNullElse(fact.id().sub(), fact.id().name())).toList());
	}

	private Step contract() {
		StringBuilder sql = new StringBuilder();
		for (Copy copy : this.copies.incoming()) {
			line(sql, "ALTER TABLE " + copy.relation() + " DROP CONSTRAINT " + Names.quote(copy.name()));
		}
		sql.append(this.sync.drop());
		line(sql, alterTable() + "DROP CONSTRAINT " + Names.quote(check()));
		if (this.lateDefault != null) {
			line(sql, alterTable() + "ALTER COLUMN " + newColumn() + " SET DEFAULT " + this.lateDefault);
		}
		for (Fact dependent : this.subject.dependents()) {
			if (dependent.id().kind() == Kind.SEQUENCE) {
				ObjectId sequence = dependent.id();
				line(sql, "ALTER SEQUENCE " + Names.qualified(sequence.schema(), sequence.name()) + " OWNED BY "
						+ this.subject.relation() + "." + newColumn());
			}
		}
		for (Copy copy : this.copies.indexes()) {
			if (copy.after().is("replica_identity")) {
				line(sql, alterTable() + "REPLICA IDENTITY USING INDEX " + Names.quote(copy.interim()));
			}
		}
		line(sql, alterTable() + "DROP COLUMN " + oldColumn());
		sql.append(lastNames());
		return new Step(Phase.CONTRACT,
				"Takes " + oldColumn()
						+ " away, with all that kept it in step. The table is locked for an instant only.",
				"no version may run any more that names " + oldColumn()
						+ ", on no replica and in no job or report. Approve this only then.",
				List.of(requires(), "requires-approval",
						"rollback=\"there is no way back but to expand once more: the values are in "
								+ this.subject.relation().replace('"', '\'') + "." + newColumn().replace('"', '\'')
								+ "\""),
				sql.toString(), null);
	}

	private String lastNames() {
		StringBuilder sql = new StringBuilder();
		for (Copy copy : this.copies.all()) {
			if (copy.isUnique()) {
				line(sql, "ALTER TABLE " + copy.relation() + " ADD CONSTRAINT " + Names.quote(copy.last())
						+ " UNIQUE USING INDEX " + Names.quote(copy.interim()));
			}
			else if (!copy.last().equals(copy.interim())) {
				line(sql, Copies.rename(copy, copy.interim(), copy.last()));
			}
			if (copy.after().is("clustered")) {
				line(sql, "ALTER TABLE " + copy.relation() + " CLUSTER ON " + Names.quote(copy.last()));
			}
		}
		return sql.isEmpty() ? "" : "\n" + sql;
	}

	private static void line(StringBuilder sql, String statement) {
		sql.append(statement).append(";\n");
	}

}
