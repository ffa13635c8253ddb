package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Indexes of partitions that say the same as indexes of the tables above and yet are no
 * parts of them. Where a partition comes under a table, the server takes such an index
 * for the part that it needs. So it becomes that, and is made again.
 */
final class Twins {

	private Twins() {
	}

	/**
	 * The indexes of the tables above that say the same. They must be there first, or
	 * they would take the partition's for a part.
	 * @param index an index of a partition that is made
	 * @param work both schemas
	 * @return the indexes
	 */
	static List<ObjectId> above(Fact index, Work work) {
		return same(index, work).stream().map(Fact::id).toList();
	}

	private static List<Fact> same(Fact index, Work work) {
		List<Fact> same = new ArrayList<>();
		List<ObjectId> open = new ArrayList<>(Inheritance.parentsOf(work.to().find(index.parent())));
		while (!open.isEmpty()) {
			ObjectId above = open.remove(open.size() - 1);
			work.to()
				.childrenOf(above)
				.stream()
				.filter((other) -> other.id().kind() == Kind.INDEX && InheritedDifferences.isSame(index, other))
				.forEach(same::add);
			open.addAll(Inheritance.parentsOf(work.to().find(above)));
		}
		return same;
	}

	/**
	 * Whether an index that stays is needed for a part when its table comes under
	 * another.
	 * @param index the index
	 * @param work both schemas
	 * @return whether it must be made again
	 */
	static boolean isTaken(Fact index, Work work) {
		Fact after = work.to().find(index.id());
		Fact table = work.to().find(index.parent());
		Fact before = work.from().find(index.parent());
		return index.id().kind() == Kind.INDEX && !index.isImplied() && after != null && !after.isImplied()
				&& index.parent() != null && index.parent().equals(after.parent()) && table != null && before != null
				&& table.text("bound") != null
				&& !Inheritance.parentsOf(before).containsAll(Inheritance.parentsOf(table))
				&& !same(after, work).isEmpty();
	}

	/**
	 * The name under which an index becomes a part.
	 * @param index an index that goes, for good or to be made again
	 * @param work both schemas
	 * @return the name, or {@code null} if it does not become one
	 */
	static @Nullable String part(Fact index, Work work) {
		Fact after = work.to().find(index.id());
		if (after == null || index.parent() == null || !isTaken(index, work)) {
			return null;
		}
		return work.to()
			.childrenOf(index.parent())
			.stream()
			.filter((other) -> other.id().kind() == Kind.INDEX && other.isImplied()
					&& work.from().find(other.id()) == null && InheritedDifferences.isSame(after, other))
			.map((other) -> other.id().name())
			.findFirst()
			.orElse(ShortLived.name(index.id().name(), "part"));
	}

}
