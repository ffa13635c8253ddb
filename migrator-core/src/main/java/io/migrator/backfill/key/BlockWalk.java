package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migrator.backfill.BackfillKey;

/**
 * Walks a table that has no key, block by block.
 *
 * @param leaf the table
 */
record BlockWalk(Leaf leaf) implements LeafWalk {

	@Override
	public BlockCursor cursor() {
		return new BlockCursor(this.leaf);
	}

	@Override
	public List<KeyRange> ranges(Connection connection, int wanted) throws SQLException {
		BlockPosition end = cursor().end(connection);
		if (end == null) {
			return List.of();
		}
		long blocks = end.block() + 1;
		long parts = Math.min(wanted, blocks);
		List<KeyRange> ranges = new ArrayList<>();
		BackfillKey after = null;
		for (long part = 1; part <= parts; part++) {
			BackfillKey last = BlockPosition.endOf(blocks * part / parts - 1).key();
			ranges.add(new KeyRange(this.leaf.name(), after, last));
			after = last;
		}
		return ranges;
	}

	@Override
	public boolean isStable() {
		return false;
	}

	@Override
	public String description(boolean index) {
		return "by blocks";
	}

}
