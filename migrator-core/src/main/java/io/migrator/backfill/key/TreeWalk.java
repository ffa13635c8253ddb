package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Walks a table, or its partitions and children one by one.
 */
final class TreeWalk implements TableWalk {

	private final TableTree table;

	private final List<LeafWalk> leaves;

	TreeWalk(TableTree table, List<LeafWalk> leaves) {
		this.table = table;
		this.leaves = List.copyOf(leaves);
	}

	@Override
	public List<KeyRange> ranges(Connection connection, int wanted) throws SQLException {
		long blocks = Math.max(1, this.leaves.stream().mapToLong((walk) -> walk.leaf().blocks()).sum());
		List<KeyRange> ranges = new ArrayList<>();
		for (LeafWalk walk : this.leaves) {
			long share = Math.round((double) wanted * walk.leaf().blocks() / blocks);
			ranges.addAll(walk.ranges(connection, (int) Math.max(1, share)));
		}
		return ranges;
	}

	@Override
	public RowCursor cursor(String relation) {
		return this.leaves.stream()
			.filter((walk) -> walk.leaf().name().equals(relation))
			.findFirst()
			.orElseThrow(() -> new UnwalkableTableException(
					"%s is no part of %s, or not any more; it has %s.".formatted(relation, this.table.name(), names()),
					"If it was renamed, rename it back; if it was detached or dropped, begin the backfill anew.", null))
			.cursor();
	}

	private String names() {
		int shown = 10;
		return this.leaves.stream().limit(shown).map((walk) -> walk.leaf().name()).collect(Collectors.joining(", "))
				+ ((this.leaves.size() > shown) ? " and %d more".formatted(this.leaves.size() - shown) : "");
	}

	@Override
	public long estimatedRows() {
		return this.leaves.stream().mapToLong((walk) -> walk.leaf().estimatedRows()).sum();
	}

	@Override
	public boolean isStable() {
		return this.leaves.stream().allMatch(LeafWalk::isStable);
	}

	@Override
	public String description() {
		if (this.table.alone()) {
			return this.leaves.get(0).description(true);
		}
		String how = this.leaves.stream()
			.map((walk) -> walk.description(false))
			.distinct()
			.sorted()
			.collect(Collectors.joining(" or "));
		return "partition by partition" + (how.isEmpty() ? "" : ", " + how);
	}

}
