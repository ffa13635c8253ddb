package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import org.jspecify.annotations.Nullable;

/**
 * A replacement under the same name: once the new column is all that the old one is, the
 * two change their names in one transaction, and the old one follows the new one.
 */
final class Swap {

	private final Replacement replacement;

	private final Subject subject;

	private final String aside;

	Swap(Replacement replacement) {
		this.replacement = replacement;
		this.subject = replacement.subject();
		this.aside = Naming.object(this.subject.name(), "_old", this.subject.columns()::contains);
	}

	Draft draft() {
		ChangeOver changeOver = new ChangeOver(this.replacement);
		List<Step> later = new ArrayList<>(changeOver.indexes());
		for (Step step : changeOver.steps()) {
			later.add((step.phase() == Phase.SWITCH) ? new Step(step.phase(), step.what(), "nothing to do yet.",
					step.directives(), step.sql(), step.down()) : step);
		}
		later.add(step());
		later.add(new Contract(this.replacement, Names.quote(this.aside), this.subject.quoted()).step());
		return this.replacement.draft(later);
	}

	private Step step() {
		String name = this.subject.quoted();
		String interim = this.replacement.newColumn();
		String old = Names.quote(this.aside);
		return new Step(Phase.SWITCH,
				"Lets " + interim + " and " + name + " change their names; the old column is " + old
						+ " from here on and follows. The table is locked for an instant only.",
				"every version that runs must get on with either type of " + name
						+ " before this, in what it reads and what it sends; versions that cannot do without the new "
						+ "one come after it. What only the new type can hold is refused until the contract.",
				List.of(this.replacement.requires()),
				rename(name, old) + rename(interim, name) + defaults(name, this.replacement.lateDefault(), old) + "\n"
						+ swapped().replace(),
				rename(name, interim) + rename(old, name) + defaults(name, this.subject.defaultValue(), interim) + "\n"
						+ this.replacement.sync().replace());
	}

	/** A default that is not the same twice is only where the application writes. */
	private String defaults(String to, @Nullable String value, String from) {
		if (this.replacement.lateDefault() == null) {
			return "";
		}
		return this.replacement.alterTable() + "ALTER COLUMN " + to + " SET DEFAULT " + value + ";\n"
				+ this.replacement.alterTable() + "ALTER COLUMN " + from + " DROP DEFAULT;\n";
	}

	private String rename(String from, String to) {
		return this.replacement.alterTable() + "RENAME COLUMN " + from + " TO " + to + ";\n";
	}

	/** The same trigger with the two columns called as they are after the swap. */
	private Sync swapped() {
		Sync sync = this.replacement.sync();
		Sync.Target target = sync.targets().get(0);
		String name = this.subject.quoted();
		Fact column = this.subject.column();
		Fact moved = new Fact(Subject.child(this.subject.table(), Kind.COLUMN, this.aside), column.parent(),
				column.attributes(), column.dependencies());
		Subject other = new Subject(Ddl.with(this.subject.schema(), List.of(moved)), this.subject.table(), moved);
		String cast = target.value().substring(name.length());
		return new Sync(
				other, sync.name(), List.of(new Sync.Target(this.subject.name(), Names.quote(this.aside) + cast,
						target.initial(), target.likeness())),
				name + "::" + this.subject.type(), false, sync.likeness());
	}

}
