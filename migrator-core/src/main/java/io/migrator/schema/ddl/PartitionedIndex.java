package io.migrator.schema.ddl;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Indexes of partitioned tables in use. The server cannot build them concurrently, but it
 * can build their parts so: the index is made of the table only, the part of each
 * partition concurrently, and put under it. The index is valid when the last one is.
 */
final class PartitionedIndex {

	private final Work work;

	private final Set<String> taken = new HashSet<>();

	private final boolean online;

	PartitionedIndex(Work work) {
		this.work = work;
		this.online = work.options().online();
	}

	/**
	 * Makes a new index.
	 * @param index the index
	 * @param table its table
	 */
	void create(Fact index, Fact table) {
		Action created = this.work.create(index,
				IndexRule.statement(index, index.id().name(), table, this.online, !partitions(table).isEmpty()));
		parts(index, index, table, created);
	}

	/**
	 * Whether the server would take an index that a partition has and keeps for a part of
	 * a new one, if it made the parts by itself.
	 * @param index the new one
	 * @param table its table
	 * @return whether the parts must be made one by one
	 */
	boolean hasTwin(Fact index, Fact table) {
		return partitions(table).stream().anyMatch((id) -> {
			Fact partition = this.work.to().find(id);
			return this.work.from().childrenOf(id).stream().anyMatch((own) -> {
				Fact after = this.work.to().find(own.id());
				return !own.isImplied() && after != null && !after.isImplied() && !this.work.isDropped(own.id())
						&& InheritedDifferences.isSame(own, index);
			}) || (partition != null && hasTwin(index, partition));
		});
	}

	/**
	 * Makes the parts that an index lacks.
	 * @param index the index
	 * @param table its table
	 */
	void complete(Fact index, Fact table) {
		parts(index, index, table, null);
	}

	/**
	 * Whether a partition's key is a part of a partitioned table's index. The server lets
	 * neither go without the other.
	 * @param key the key
	 * @param above what it stands on
	 * @param work both schemas
	 * @return whether that is such an index
	 */
	static boolean isPartOf(Fact key, ObjectId above, Work work) {
		Fact index = (above.kind() == Kind.INDEX) ? work.from().find(above) : null;
		return index != null && !"f".equals(key.text("type")) && index.parent() != null
				&& !index.parent().equals(key.parent());
	}

	/** The partitions that are there before the index is. */
	private List<ObjectId> partitions(Fact table) {
		return this.work.inheritance()
			.children(table.id())
			.stream()
			.filter((child) -> this.work.from().find(child) != null && this.work.to().find(child) != null)
			.toList();
	}

	private void parts(Fact index, Fact parent, Fact table, @Nullable Action parentMade) {
		if (parentMade != null) {
			this.work.attachments().find(table.id(), parentMade);
		}
		for (ObjectId id : partitions(table)) {
			Fact partition = this.work.to().find(id);
			if (partition == null || id.kind() != Kind.TABLE || isThere(parent, id)) {
				continue;
			}
			Fact ownIndex = ownPart(index, id, this.work);
			String own = (ownIndex != null) ? ownIndex.id().name() : key(parent, id);
			String name = (own != null) ? own : name(index, partition);
			Action made = parentMade;
			if (own == null) {
				boolean nested = partition.text("partition_key") != null;
				made = this.work
					.alter(index.id(),
							IndexRule.statement(index, name, partition, this.online, !partitions(partition).isEmpty()))
					.mode((nested || !this.online) ? DdlStep.Mode.TRANSACTION : DdlStep.Mode.OUTSIDE)
					.after(parentMade)
					.late(!index.is("unique"));
				if (nested) {
					ObjectId nestedId = ObjectId.of(Kind.INDEX, id.schema(), name);
					parts(index, new Fact(nestedId, id, index.attributes(), index.dependencies()), partition, made);
				}
			}
			this.work
				.alter(index.id(),
						"ALTER INDEX " + Targets.name(parent.id()) + " ATTACH PARTITION "
								+ Names.qualified(id.schema(), name))
				.after(made)
				.late(!index.is("unique"));
		}
	}

	private boolean isThere(Fact parent, ObjectId partition) {
		String name = parent.id().schema() + "." + parent.id().name();
		return this.work.from()
			.childrenOf(partition)
			.stream()
			.anyMatch((child) -> child.id().kind() == Kind.INDEX && name.equals(child.text("_part_of"))
					&& this.work.from().find(parent.id()) != null && !this.work.isDropped(parent.id()));
	}

	/**
	 * An index or a key of a partition that says the same and shall not stay its own.
	 * @param whole the index or the key of the table above
	 * @param partition the partition
	 * @param work both schemas
	 * @return what can become a part, or {@code null}
	 */
	static @Nullable Fact ownPart(Fact whole, ObjectId partition, Work work) {
		return work.from().childrenOf(partition).stream().filter((child) -> {
			Fact after = work.to().find(child.id());
			return !child.isImplied() && (after == null || after.isImplied())
					&& InheritedDifferences.isSame(child, whole);
		}).findFirst().orElse(null);
	}

	/** A key of the partition that stays, and whose index is to be a part. */
	private @Nullable String key(Fact parent, ObjectId partition) {
		return this.work.to().childrenOf(partition).stream().filter((child) -> {
			Fact before = this.work.from().find(child.id());
			return child.id().kind() == Kind.CONSTRAINT && !child.isImplied()
					&& child.dependencies().contains(parent.id()) && before != null && !before.isImplied()
					&& !this.work.isDropped(child.id());
		}).map((child) -> child.id().sub()).findFirst().orElse(null);
	}

	/** The name that the server would have given to the part. */
	private String name(Fact index, Fact partition) {
		String schema = partition.id().schema();
		for (int i = 0;; i++) {
			String suffix = "_idx" + ((i == 0) ? "" : String.valueOf(i));
			String columns = ShortLived.cut(String.join("_", index.list("_names")), 63);
			String table = partition.id().name();
			while ((table + "_" + columns + suffix).getBytes(StandardCharsets.UTF_8).length > 63) {
				if (table.length() > columns.length()) {
					table = table.substring(0, table.offsetByCodePoints(table.length(), -1));
				}
				else {
					columns = columns.substring(0, columns.offsetByCodePoints(columns.length(), -1));
				}
			}
			String name = table + "_" + columns + suffix;
			if (isFree(schema, name) && this.taken.add(schema + "." + name)) {
				return name;
			}
		}
	}

	private boolean isFree(@Nullable String schema, String name) {
		for (Kind kind : Kind.values()) {
			ObjectId id = ObjectId.of(kind, schema, name);
			Fact after = this.work.to().find(id);
			if (kind.isRelation() && (this.work.from().find(id) != null || (after != null && !after.isImplied()))) {
				return false;
			}
		}
		return true;
	}

}
