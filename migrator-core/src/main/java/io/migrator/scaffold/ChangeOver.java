package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.migrator.scaffold.Copies.Copy;
import io.migrator.schema.Fact;
import io.migrator.schema.SchemaSnapshot;

/**
 * The steps between backfill and contract: the new column becomes all that the old one
 * is.
 */
final class ChangeOver {

	private final Replacement replacement;

	private final Copies copies;

	ChangeOver(Replacement replacement) {
		this.replacement = replacement;
		this.copies = replacement.copies();
	}

	/**
	 * An index is built quicker, and the backfill is quicker without it, so it comes
	 * after.
	 */
	List<Step> indexes() {
		SchemaSnapshot without = this.replacement.expanded();
		List<Fact> made = this.copies.indexes().stream().map(Copy::made).toList();
		SchemaSnapshot with = Ddl.with(without, made);
		List<String> scripts = Ddl.scripts(without, with);
		List<Step> steps = new ArrayList<>();
		for (String script : scripts) {
			steps.add(new Step(Phase.INDEXES,
					"Builds the indexes of " + this.replacement.newColumn() + " that " + this.replacement.oldColumn()
							+ " has, without blocking anybody: " + names(made) + ".",
					"nothing to do.", List.of(this.replacement.requires()), script, Ddl.script(with, without)));
		}
		return steps;
	}

	/**
	 * Constraints first hold for new rows alone; the old ones are looked at in a
	 * transaction that locks nobody out.
	 */
	List<Step> steps() {
		List<Fact> made = this.copies.constraints().stream().map(Copy::made).toList();
		List<Fact> readers = this.copies.repointed()
			.stream()
			.map(this.replacement.changed()::find)
			.filter(Objects::nonNull)
			.toList();
		SchemaSnapshot before = Ddl.with(this.replacement.expanded(),
				this.copies.indexes().stream().map(Copy::made).toList());
		SchemaSnapshot open = Ddl.with(before,
				Stream.concat(readers.stream(), made.stream().map((fact) -> fact.with("unproved", "true"))).toList());
		SchemaSnapshot proved = Ddl.with(open, made);
		List<Step> steps = new ArrayList<>();
		String up = join(notNull(true), Ddl.script(before, open));
		if (!up.isEmpty()) {
			steps.add(
					new Step(Phase.SWITCH,
							"Makes " + this.replacement.newColumn() + " all that " + this.replacement.oldColumn()
									+ " is.",
							this.replacement.rollOut(""), List.of(this.replacement.requires()), up,
							join(Ddl.script(open, before), notNull(false))));
		}
		String proof = Ddl.script(open, proved);
		if (!proof.isEmpty()) {
			steps.add(new Step(Phase.VALIDATE,
					"Proves by the rows that were there before what holds for new rows already: " + names(made)
							+ ". Reads the table, and blocks nobody.",
					"nothing to do.", List.of(this.replacement.requires()), proof, Ddl.script(proved, open)));
		}
		return steps;
	}

	private String notNull(boolean set) {
		if (!this.replacement.notNull()) {
			return "";
		}
		return (set ? "-- " + this.replacement.check() + " is proved, so no row is looked at\n" : "")
				+ this.replacement.alterTable() + "ALTER COLUMN " + this.replacement.newColumn()
				+ (set ? " SET" : " DROP") + " NOT NULL;\n";
	}

	private static String join(String one, String other) {
		return one + ((one.isEmpty() || other.isEmpty()) ? "" : "\n") + other;
	}

	private static String names(Collection<Fact> facts) {
		return String.join(", ",
				facts.stream().map((fact) -> Objects.requireNonNullElse(fact.id().sub(), fact.id().name())).toList());
	}

}
