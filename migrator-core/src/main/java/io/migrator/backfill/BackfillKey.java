package io.migrator.backfill;

import java.util.List;

/**
 * The key of a row as text: a value for each of its columns, written as the server writes
 * it with {@code DateStyle ISO}.
 *
 * @param values a value for each column of the key
 */
public record BackfillKey(List<String> values) {

	public BackfillKey {
		values = List.copyOf(values);
	}

	@Override
	public String toString() {
		return String.join(", ", this.values);
	}

}
