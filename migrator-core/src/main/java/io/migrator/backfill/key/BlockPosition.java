package io.migrator.backfill.key;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.backfill.BackfillKey;
import org.jspecify.annotations.Nullable;

/**
 * A place in a table's storage, a {@code tid}.
 *
 * @param block the block, from 0
 * @param offset the place in the block, from 1; 0 is before the first
 */
record BlockPosition(long block, int offset) implements Comparable<BlockPosition> {

	/** Behind whatever a block may hold. */
	private static final int LAST_OFFSET = 65535;

	private static final Pattern TID = Pattern.compile("\\((\\d+),(\\d+)\\)");

	static BlockPosition start() {
		return new BlockPosition(0, 0);
	}

	static BlockPosition endOf(long block) {
		return new BlockPosition(block, LAST_OFFSET);
	}

	/**
	 * Reads a position.
	 * @param relation the table, for the error
	 * @param key the position as kept, or {@code null} for the beginning
	 * @return the position
	 */
	static BlockPosition of(String relation, @Nullable BackfillKey key) {
		if (key == null) {
			return start();
		}
		Matcher matcher = TID.matcher(key.toString());
		if (!matcher.matches()) {
			throw new UnwalkableTableException(
					"The position (%s) in %s was taken by a key, but it has no key to be walked by now.".formatted(key,
							relation),
					"Create the unique index again, or begin the backfill anew.", null);
		}
		return new BlockPosition(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
	}

	/**
	 * The block in which the next row after this position may be.
	 * @return the block
	 */
	long nextBlock() {
		return (this.offset == LAST_OFFSET) ? this.block + 1 : this.block;
	}

	BackfillKey key() {
		return new BackfillKey(List.of(toString()));
	}

	@Override
	public int compareTo(BlockPosition other) {
		return (this.block != other.block) ? Long.compare(this.block, other.block)
				: Integer.compare(this.offset, other.offset);
	}

	@Override
	public String toString() {
		return "(" + this.block + "," + this.offset + ")";
	}

}
