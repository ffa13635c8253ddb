package io.migrator.schema.ddl;

import java.util.List;
import java.util.stream.Stream;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;

/**
 * Keys of partitioned tables that some partition lacks, because they were made of the
 * table only. Such a key holds nothing together until each partition has its part.
 */
final class PartitionedKey {

	private PartitionedKey() {
	}

	/**
	 * Makes a key without its parts.
	 * @param key the key
	 * @param work where the action goes
	 */
	static void createOnly(Fact key, Work work) {
		ObjectId table = ObjectId.of(Kind.TABLE, key.id().schema(), key.id().name());
		Action action = work.create(key,
				"ALTER TABLE ONLY " + Targets.name(table) + " ADD " + ConstraintRule.inline(key));
		work.inheritance().children(table).forEach(action::needs);
	}

	/**
	 * Whether a key that lacks parts gets them one by one.
	 * @param key the key
	 * @param work both schemas
	 * @return whether it stays while they are made
	 */
	static boolean isCompleted(ObjectId key, Work work) {
		Fact before = work.from().find(key);
		Fact after = work.to().find(key);
		return before != null && after != null && before.is("invalid") && !after.is("invalid") && before
			.required("definition")
			.equals(after.text("definition")) && partitions(after, work).stream()
				.noneMatch(
						(partition) -> partition.text("partition_key") != null || partition.id().kind() != Kind.TABLE);
	}

	/** The partitions that are there before. Others come with their parts. */
	private static List<Fact> partitions(Fact key, Work work) {
		return work.inheritance()
			.children(ObjectId.of(Kind.TABLE, key.id().schema(), key.id().name()))
			.stream()
			.filter((id) -> work.from().find(id) != null)
			.flatMap((id) -> Stream.ofNullable(work.to().find(id)))
			.toList();
	}

	/**
	 * Whether a partition's key is a part that the key above gets.
	 * @param part the partition's key
	 * @param work both schemas
	 * @return whether it is made for that
	 */
	static boolean isLackingPart(Fact part, Work work) {
		return part.isImplied() && part.dependencies()
			.stream()
			.anyMatch((above) -> above.kind() == Kind.CONSTRAINT && isCompleted(above, work));
	}

	/**
	 * Makes the parts that a key lacks, of what the partitions have already where that
	 * says the same.
	 * @param key the key
	 * @param work where the actions go
	 */
	static void complete(Fact key, Work work) {
		for (Fact partition : partitions(key, work)) {
			boolean there = work.from().childrenOf(partition.id()).stream().anyMatch((child) -> isPart(child, key));
			Fact part = work.to()
				.childrenOf(partition.id())
				.stream()
				.filter((child) -> isPart(child, key))
				.findFirst()
				.orElse(null);
			if (!there && part != null) {
				add(key, part, partition, work);
			}
		}
	}

	private static boolean isPart(Fact child, Fact key) {
		return child.id().kind() == Kind.CONSTRAINT && child.isImplied() && child.dependencies().contains(key.id());
	}

	private static void add(Fact key, Fact part, Fact partition, Work work) {
		Fact own = PartitionedIndex.ownPart(key, partition.id(), work);
		String name = Targets.sub((own != null) ? own.id() : part.id());
		Action made = (own != null) ? null : make(key, part, name, partition, work);
		work.alter(key.id(), "ALTER INDEX " + Names.qualified(key.id().schema(), Targets.sub(key.id()))
				+ " ATTACH PARTITION " + Names.qualified(partition.id().schema(), name))
			.after(made);
	}

	private static Action make(Fact key, Fact part, String name, Fact partition, Work work) {
		Fact index = Keys.indexThatBecomes(part, work);
		String table = Targets.name(partition.id());
		String add = "ALTER TABLE " + table + " ADD CONSTRAINT " + Names.quote(name) + " ";
		String definition = Keys.indexDefinition(part);
		if (index == null && (definition == null || !work.options().online())) {
			return work.alter(key.id(), add + part.required("definition") + ConstraintRule.state(part));
		}
		Action built = null;
		if (index == null) {
			built = work
				.alter(key.id(),
						"CREATE UNIQUE INDEX CONCURRENTLY " + Names.quote(name) + " ON " + table + " " + definition)
				.mode(DdlStep.Mode.OUTSIDE);
		}
		String words = "p".equals(part.text("type")) ? "PRIMARY KEY" : "UNIQUE";
		return work
			.alter(key.id(),
					add + words + " USING INDEX " + Names.quote((index != null) ? index.id().name() : name)
							+ ConstraintRule.state(part))
			.after(built);
	}

}
