package io.migrator.schema.ddl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;

/**
 * Works out which objects are made, altered, dropped or replaced, has the rules say how,
 * and puts the statements into an order.
 */
final class Planner {

	private final SchemaSnapshot from;

	private final SchemaSnapshot to;

	private final Work work;

	Planner(SchemaSnapshot from, SchemaSnapshot to, DdlOptions options) {
		Rebuilds rebuilds = new Rebuilds(from, to);
		this.from = rebuilds.from();
		this.to = to;
		this.work = new Work(rebuilds, to, options);
	}

	DdlScript plan() {
		List<Difference> differences = new InheritedDifferences(this.from, this.to, this.work.inheritance())
			.of(SchemaDiff.between(this.from, this.to).differences());
		decide(differences);
		for (ObjectId id : this.work.converted().stream().sorted().toList()) {
			Fact before = this.from.find(id);
			Fact after = this.to.find(id);
			if (before != null && after != null && !this.work.replaced().contains(id)) {
				TypeChange.write(before, after, this.work);
			}
		}
		for (Difference difference : differences) {
			write(difference);
		}
		for (ObjectId id : this.work.replaced().stream().sorted().toList()) {
			Fact before = this.from.find(id);
			Fact after = this.to.find(id);
			if (before != null && after != null && !comesWithParent(after)) {
				Rules.of(id.kind()).drop(before, this.work);
				if (!isAnothersPart(before, after)) {
					Rules.of(id.kind()).create(after, this.work);
					CommonRule.create(after, this.work);
				}
			}
		}
		this.work.rebuilds().write(this.work);
		List<DdlStep> steps = new ActionOrder(this.work).steps();
		return new DdlScript(steps, List.copyOf(this.work.unsupported()));
	}

	/** A name that a part of another index gets when that is made. */
	private boolean isAnothersPart(Fact before, Fact after) {
		return after.isImplied() && (!Objects.equals(before.parent(), after.parent()) || before.dependencies()
			.stream()
			.anyMatch((id) -> PartitionedIndex.isPartOf(before, id, this.work) && this.work.isDropped(id)));
	}

	/** A column that is made anew with the one above it. */
	private boolean comesWithParent(Fact fact) {
		return fact.id().kind() == Kind.COLUMN && this.work.inheritance().isPassedDown(fact)
				&& this.work.inheritance().above(fact.id()).stream().anyMatch(this.work.replaced()::contains);
	}

	private void decide(List<Difference> differences) {
		Deque<ObjectId> disturbed = new ArrayDeque<>();
		for (Difference difference : differences) {
			if (difference.before() != null && difference.after() == null
					&& !Keys.becomesKey(difference.before(), this.work)) {
				if (Moves.hasSuccessor(difference.id(), this.work)) {
					this.work.replaced().add(difference.id());
				}
				disturbed.add(difference.id());
			}
			List<String> attributes = CommonRule.without(difference.attributes());
			if (difference.before() == null || difference.after() == null || attributes.isEmpty()) {
				continue;
			}
			Difference change = new Difference(difference.id(), difference.before(), difference.after(), attributes);
			switch (Rules.of(difference.id().kind()).judge(change, this.work)) {
				case ALTER -> this.work.altered(difference.id(), attributes);
				case DISTURB -> disturbed.add(difference.id());
				case REPLACE -> {
					this.work.replaced().add(difference.id());
					disturbed.add(difference.id());
				}
				case UNSUPPORTED -> this.work.unsupported().add(difference.id());
			}
		}
		for (Fact table : this.to.facts()) {
			if (table.text("bound") == null || this.from.find(table.id()) == null) {
				continue;
			}
			for (Fact index : this.from.childrenOf(table.id())) {
				if (Twins.isTaken(index, this.work) && this.work.replaced().add(index.id())) {
					disturbed.add(index.id());
				}
			}
		}
		while (!disturbed.isEmpty()) {
			ObjectId id = disturbed.remove();
			if (id.kind() == Kind.COLUMN) {
				for (ObjectId below : this.work.inheritance().below(id)) {
					if (!this.work.replaced().contains(id) || this.work.replaced().add(below)) {
						disturbed.add(below);
					}
				}
			}
			for (ObjectId dependent : this.from.dependentsOf(id)) {
				boolean added = Moves.mustBeConverted(id, dependent, this.work) ? this.work.converted().add(dependent)
						: Dependents.mustMakeWay(id, dependent, this.work) && this.work.replaced().add(dependent);
				if (added || isPart(id, dependent)) {
					disturbed.add(dependent);
				}
			}
		}
	}

	/** Parts of an index or a key go with it, and what stands on them must make way. */
	private boolean isPart(ObjectId id, ObjectId dependent) {
		Fact part = this.from.find(dependent);
		return part != null && part.isImplied() && id.kind() == dependent.kind() && this.work.isDropped(id)
				&& (id.kind() == Kind.CONSTRAINT || id.kind() == Kind.INDEX);
	}

	private void write(Difference difference) {
		ObjectId id = difference.id();
		Rule rule = Rules.of(id.kind());
		Fact before = difference.before();
		Fact after = difference.after();
		if (before == null && after != null) {
			rule.create(after, this.work);
			CommonRule.create(after, this.work);
		}
		else if (after == null && before != null) {
			rule.drop(before, this.work);
		}
		else if (before != null && after != null && !this.work.replaced().contains(id)
				&& !this.work.unsupported().contains(id)) {
			List<String> attributes = CommonRule.without(difference.attributes());
			if (!attributes.isEmpty()) {
				rule.alter(before, after, attributes, this.work);
			}
			CommonRule.alter(before, after, difference.attributes(), this.work);
		}
	}

	/**
	 * What stands on an object that goes or is disturbed, and must go and come back.
	 */
	static final class Dependents {

		private Dependents() {
		}

		static boolean mustMakeWay(ObjectId disturbed, ObjectId dependent, Work work) {
			Fact before = work.from().find(dependent);
			Fact after = work.to().find(dependent);
			if (before == null || after == null || (before.isImplied() && after.isImplied())) {
				return false;
			}
			if (before.isImplied() && !"c".equals(before.text("type"))) {
				// Goes with what it is a part of
				return false;
			}
			if (work.to().find(disturbed) == null && work.isRewritten(dependent) && !work.isNameTaken(disturbed)) {
				return false;
			}
			boolean replaced = work.isDropped(disturbed);
			if (replaced && disturbed.equals(before.parent())) {
				return true;
			}
			return switch (dependent.kind()) {
				case COLUMN -> before.text("generated") != null;
				// It holds no rows
				case FOREIGN_TABLE -> replaced && disturbed.kind() == Kind.SERVER;
				case COLLATION, COMPOSITE, DOMAIN, RANGE -> replaced;
				case DEFAULT -> replaced || disturbed.kind() != Kind.COLUMN || TypeChange.endsDefault(disturbed, work);
				case TABLE, SEQUENCE, SCHEMA, EXTENSION, ENUM, PUBLICATION, VIEW_COLUMN -> false;
				case CONSTRAINT -> replaced || disturbed.kind() != Kind.COLUMN || TypeChange.endsKey(before, work);
				// The server makes them anew by itself, but forgets the target
				case STATISTICS -> replaced || disturbed.kind() != Kind.COLUMN || before.text("target") != null;
				case INDEX -> replaced || disturbed.kind() != Kind.COLUMN;
				default -> true;
			};
		}

	}

}
