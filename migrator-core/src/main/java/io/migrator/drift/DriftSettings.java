package io.migrator.drift;

import java.util.List;

/**
 * How the live schema is checked.
 *
 * @param expect what it is compared with
 * @param ignore patterns of objects that do not matter, see {@link IgnorePatterns}
 * @param schemas the schemas to look at, or none for all of the database
 */
public record DriftSettings(Expect expect, List<String> ignore, List<String> schemas) {

	/** Everything, compared with whatever is at hand. */
	public static final DriftSettings DEFAULT = new DriftSettings(Expect.AUTO, List.of(), List.of());

	public DriftSettings {
		ignore = List.copyOf(ignore);
		schemas = List.copyOf(schemas);
	}

	/**
	 * What the live schema is compared with.
	 */
	public enum Expect {

		/** The snapshot of the last deploy if there is one of it, else the migrations. */
		AUTO,

		/** The snapshot that the last deploy stored. */
		SNAPSHOT,

		/** The migrations, replayed on a shadow database. */
		MIGRATIONS

	}

}
