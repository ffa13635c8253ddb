package io.migrator.migration;

import java.util.Collection;
import java.util.List;

/**
 * A migration that another stands for.
 *
 * @param id its id
 * @param indirect whether another of those replaced stands for it already, so that a
 * database may have the one without the other; written with a {@code ?} behind the id
 */
public record Replacement(String id, boolean indirect) {

	static List<Replacement> of(Collection<String> words) {
		return words.stream()
			.map((word) -> word.endsWith("?") ? new Replacement(word.substring(0, word.length() - 1), true)
					: new Replacement(word, false))
			.toList();
	}

	@Override
	public String toString() {
		return this.indirect ? this.id + "?" : this.id;
	}

}
