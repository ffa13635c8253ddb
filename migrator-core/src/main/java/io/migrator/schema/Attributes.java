package io.migrator.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an object: named values, each a text or a list of texts. A value that
 * is the server's default is left out, so that versions which do not know it agree.
 * Attributes whose names begin with an underscore serve the work and are not compared.
 */
public final class Attributes {

	/** Nothing known. */
	public static final Attributes NONE = new Attributes(new String[0], new Object[0]);

	/** The names of what whoever read the object was not allowed to see. */
	private static final String UNSEEN = "_unseen";

	private final String[] names;

	private final @Nullable Object[] values;

	private Attributes(String[] names, @Nullable Object[] values) {
		this.names = names;
		this.values = values;
	}

	/**
	 * Takes names and values as they are, without a copy, so that many objects can share
	 * their names.
	 * @param names the names, sorted, never changed afterwards
	 * @param values their values: {@link String}, {@link List} of strings or {@code null}
	 * @return the attributes
	 */
	public static Attributes of(String[] names, @Nullable Object[] values) {
		return new Attributes(names, values);
	}

	/**
	 * A value that is a text.
	 * @param name its name
	 * @return the value, or {@code null} if it is the server's default
	 */
	public @Nullable String text(String name) {
		return (String) value(name);
	}

	/**
	 * A value that must be there.
	 * @param name its name
	 * @return the value
	 */
	public String required(String name) {
		return Objects.requireNonNull(text(name), name);
	}

	/**
	 * Whether a flag is set.
	 * @param name its name
	 * @return whether the value is {@code true}
	 */
	public boolean is(String name) {
		return "true".equals(value(name));
	}

	/**
	 * A value that is a list.
	 * @param name its name
	 * @return the list, empty if there is none
	 */
	@SuppressWarnings("unchecked")
	public List<String> list(String name) {
		Object value = value(name);
		return (value != null) ? (List<String>) value : List.of();
	}

	/**
	 * A value of whichever type.
	 * @param name its name
	 * @return the value, or {@code null}
	 */
	public @Nullable Object value(String name) {
		for (int i = 0; i < this.names.length; i++) {
			if (this.names[i].equals(name)) {
				return this.values[i];
			}
		}
		return null;
	}

	/**
	 * The names of what is known and not the default.
	 * @return the names, sorted
	 */
	public List<String> names() {
		List<String> present = new ArrayList<>();
		for (int i = 0; i < this.names.length; i++) {
			if (this.values[i] != null) {
				present.add(this.names[i]);
			}
		}
		return present;
	}

	/**
	 * The names of all that was looked at, also where it is the default.
	 * @return the names, sorted
	 */
	List<String> knownNames() {
		return Arrays.asList(this.names);
	}

	/**
	 * The same with one value more, or another one, or one less.
	 * @param name the name
	 * @param value the value, or {@code null} for none
	 * @return a copy
	 */
	public Attributes with(String name, @Nullable Object value) {
		int at = Arrays.binarySearch(this.names, name);
		if (at >= 0) {
			@Nullable Object[] changed = this.values.clone();
			changed[at] = value;
			return new Attributes(this.names, changed);
		}
		if (value == null) {
			return this;
		}
		int insert = -at - 1;
		String[] moreNames = new String[this.names.length + 1];
		@Nullable Object[] moreValues = new Object[moreNames.length];
		System.arraycopy(this.names, 0, moreNames, 0, insert);
		System.arraycopy(this.values, 0, moreValues, 0, insert);
		System.arraycopy(this.names, insert, moreNames, insert + 1, this.names.length - insert);
		System.arraycopy(this.values, insert, moreValues, insert + 1, this.names.length - insert);
		moreNames[insert] = name;
		moreValues[insert] = value;
		return new Attributes(moreNames, moreValues);
	}

	/**
	 * The names of the attributes in which two objects differ.
	 * @param other the other's
	 * @return the names, sorted; none if the objects are equal
	 */
	List<String> differencesFrom(Attributes other) {
		List<String> different = new ArrayList<>();
		if (equals(other)) {
			return different;
		}
		for (int i = 0; i < this.names.length; i++) {
			if (isCompared(this.names[i]) && !Objects.equals(this.values[i], other.value(this.names[i]))) {
				different.add(this.names[i]);
			}
		}
		if (this.names != other.names) {
			for (int i = 0; i < other.names.length; i++) {
				if (isCompared(other.names[i]) && other.values[i] != null
						&& Arrays.binarySearch(this.names, other.names[i]) < 0) {
					different.add(other.names[i]);
				}
			}
			different.sort(null);
		}
		if (!different.isEmpty()) {
			different.removeAll(list(UNSEEN));
			different.removeAll(other.list(UNSEEN));
		}
		return different;
	}

	static boolean isCompared(String name) {
		return name.charAt(0) != '_';
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Attributes attributes && Arrays.equals(this.values, attributes.values)
				&& Arrays.equals(this.names, attributes.names);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.values);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (String name : names()) {
			text.append((text.isEmpty()) ? "" : ", ").append(name).append('=').append(value(name));
		}
		return "{" + text + "}";
	}

}
