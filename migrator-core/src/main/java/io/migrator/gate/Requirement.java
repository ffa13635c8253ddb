package io.migrator.gate;

import org.jspecify.annotations.Nullable;

/**
 * Something that must be done in the database before a feature may be used.
 */
public sealed interface Requirement {

	/**
	 * How it is written, such as {@code backfill:collection_status}.
	 * @return the kind, a colon and the name
	 */
	String text();

	/**
	 * Reads a requirement.
	 * @param text how it is written
	 * @return the requirement, or {@code null} if it does not begin with a kind that
	 * there is
	 */
	static @Nullable Requirement read(String text) {
		int colon = text.indexOf(':');
		if (colon < 0) {
			return null;
		}
		String name = text.substring(colon + 1).strip();
		return switch (text.substring(0, colon).strip()) {
			case "migration" -> new OfMigration(name);
			case "backfill" -> new OfBackfill(name);
			case "check" -> new OfCheck(name);
			default -> null;
		};
	}

	/**
	 * A migration is applied.
	 *
	 * @param id its id
	 */
	record OfMigration(String id) implements Requirement {

		@Override
		public String text() {
			return "migration:" + this.id;
		}

	}

	/**
	 * A backfill is completed.
	 *
	 * @param name its name
	 */
	record OfBackfill(String name) implements Requirement {

		@Override
		public String text() {
			return "backfill:" + this.name;
		}

	}

	/**
	 * A check has passed.
	 *
	 * @param name its name
	 */
	record OfCheck(String name) implements Requirement {

		@Override
		public String text() {
			return "check:" + this.name;
		}

	}

}
