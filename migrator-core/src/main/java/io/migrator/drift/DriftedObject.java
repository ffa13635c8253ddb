package io.migrator.drift;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One object that is not as expected, with what lives on it.
 *
 * @param kind what it is, such as {@code table}
 * @param name its name with its schema
 * @param change what happened to it
 * @param details what of it differs
 * @param restore the SQL that makes it what is expected
 * @param adopt the SQL that, as a migration, would make it expected as it is
 * @param losses which data is lost by restoring, one sentence each
 */
public record DriftedObject(String kind, String name, Change change, List<Detail> details, String restore, String adopt,
		List<String> losses) {

	@Override
	public String toString() {
		return this.kind + " " + this.name + " is " + this.change.words();
	}

	/**
	 * What happened.
	 */
	public enum Change {

		/** It is expected and not there. */
		MISSING("missing"),

		/** It is there and not expected. */
		UNEXPECTED("unexpected"),

		/** It is there, but not as expected. */
		CHANGED("changed");

		private final String words;

		Change(String words) {
			this.words = words;
		}

		public String words() {
			return this.words;
		}

	}

	/**
	 * One attribute that differs.
	 *
	 * @param object what it is an attribute of: the object or something that lives on it
	 * @param attribute its name
	 * @param expected the value expected, or {@code null} for the server's default or
	 * nothing
	 * @param found the value found, or {@code null} for the server's default or nothing
	 */
	public record Detail(String object, String attribute, @Nullable String expected, @Nullable String found) {
	}

}
