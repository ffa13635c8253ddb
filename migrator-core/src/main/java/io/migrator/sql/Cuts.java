package io.migrator.sql;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The empty lines left out of a statement, as offsets from its start in the script.
 */
final class Cuts {

	private int[] bounds = new int[16];

	private int count;

	void clear() {
		this.count = 0;
	}

	void add(int from, int to) {
		if (this.count == this.bounds.length) {
			this.bounds = Arrays.copyOf(this.bounds, this.count * 2);
		}
		this.bounds[this.count++] = from;
		this.bounds[this.count++] = to;
	}

	void endAt(int end) {
		while (this.count > 0 && this.bounds[this.count - 1] > end) {
			this.count -= 2;
		}
	}

	String text(char[] chars, int start, int end) {
		if (this.count == 0) {
			return new String(chars, start, end - start);
		}
		StringBuilder text = new StringBuilder(end - start);
		int from = start;
		for (int i = 0; i < this.count; i += 2) {
			text.append(chars, from, start + this.bounds[i] - from);
			from = start + this.bounds[i + 1];
		}
		return text.append(chars, from, end - from).toString();
	}

	/**
	 * Where in the text lines of the script are left out.
	 * @return pairs of an offset in the text and the number of lines left out before it,
	 * or {@code null} if there are none
	 */
	int @Nullable [] leftOut() {
		if (this.count == 0) {
			return null;
		}
		int[] result = new int[this.count];
		int removed = 0;
		for (int i = 0; i < this.count; i += 2) {
			int length = this.bounds[i + 1] - this.bounds[i];
			result[i] = this.bounds[i] - removed;
			result[i + 1] = length;
			removed += length;
		}
		return result;
	}

	/**
	 * Turns an offset in the script into one in the text.
	 * @param offset the offset from the statement's start in the script
	 * @return the offset in the text
	 */
	int inText(int offset) {
		int result = offset;
		for (int i = 0; i < this.count && this.bounds[i + 1] <= offset; i += 2) {
			result -= this.bounds[i + 1] - this.bounds[i];
		}
		return result;
	}

}
