package io.migrator.backfill.key;

/**
 * A table without partitions below it, or a partition: something that has rows of its
 * own.
 *
 * @param oid its object identifier
 * @param name its name, qualified and quoted as SQL
 * @param blocks how many blocks it has
 * @param rowsPerBlock about how many rows a block of it has
 */
record Leaf(long oid, String name, long blocks, double rowsPerBlock) {

	long estimatedRows() {
		return Math.round(this.blocks * this.rowsPerBlock);
	}

}
