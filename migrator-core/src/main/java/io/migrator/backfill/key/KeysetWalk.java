package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migrator.backfill.BackfillKey;

/**
 * Walks a table along a unique index. The bounds of its ranges are quantiles of a sample
 * of blocks.
 *
 * @param leaf the table
 * @param key the index
 */
record KeysetWalk(Leaf leaf, UniqueIndex key) implements LeafWalk {

	/** A range of fewer blocks is not worth a worker. */
	private static final int MIN_BLOCKS = 4;

	private static final int MIN_SAMPLE = 100;

	private static final int MAX_SAMPLE = 400;

	private static final int SAMPLE_PER_RANGE = 20;

	@Override
	public KeysetCursor cursor() {
		return new KeysetCursor(this.leaf.name(), this.key);
	}

	@Override
	public List<KeyRange> ranges(Connection connection, int wanted) throws SQLException {
		KeysetCursor cursor = cursor();
		BackfillKey last = cursor.last(connection);
		if (last == null) {
			return List.of();
		}
		List<KeyRange> ranges = new ArrayList<>();
		BackfillKey after = null;
		for (BackfillKey bound : bounds(connection, cursor, last, wanted)) {
			ranges.add(new KeyRange(this.leaf.name(), after, bound));
			after = bound;
		}
		ranges.add(new KeyRange(this.leaf.name(), after, last));
		return ranges;
	}

	private List<BackfillKey> bounds(Connection connection, KeysetCursor cursor, BackfillKey last, int wanted)
			throws SQLException {
		long blocks = this.leaf.blocks();
		int parts = (int) Math.min(wanted, blocks / MIN_BLOCKS);
		if (parts < 2) {
			return List.of();
		}
		int sample = Math.max(MIN_SAMPLE, Math.min(MAX_SAMPLE, SAMPLE_PER_RANGE * parts));
		return cursor.quantiles(connection, last, Densities.percent(sample, blocks), parts);
	}

	@Override
	public boolean isStable() {
		return true;
	}

	@Override
	public String description(boolean index) {
		return "by " + this.key.columnNames()
				+ (index ? " (" + (this.key.primary() ? "primary key " : "unique index ") + this.key.name() + ")" : "");
	}

}
