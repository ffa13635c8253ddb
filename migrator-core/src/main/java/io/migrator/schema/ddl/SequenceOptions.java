package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The options of sequences, as the same words for sequences and identity columns. What is
 * the default is left out.
 */
final class SequenceOptions {

	private static final String INCREMENT = "INCREMENT BY ";

	private static final String MINIMUM = "MINVALUE ";

	private static final String MAXIMUM = "MAXVALUE ";

	private static final String START = "START WITH ";

	private static final String CACHE = "CACHE ";

	private SequenceOptions() {
	}

	/**
	 * The options that lead from one set to another.
	 * @param before what is there
	 * @param after what is wanted
	 * @return the options in an order in which the server takes them
	 */
	static List<String> changes(List<String> before, List<String> after) {
		List<String> changes = new ArrayList<>();
		boolean turns = isDescending(before) != isDescending(after);
		change(changes, INCREMENT, before, after, "INCREMENT BY 1", false);
		change(changes, MINIMUM, before, after, "NO MINVALUE", turns);
		change(changes, MAXIMUM, before, after, "NO MAXVALUE", turns);
		change(changes, START, before, after, START + start(after), turns || !start(before).equals(start(after)));
		change(changes, CACHE, before, after, "CACHE 1", false);
		if (before.contains("CYCLE") != after.contains("CYCLE")) {
			changes.add(after.contains("CYCLE") ? "CYCLE" : "NO CYCLE");
		}
		if (turns) {
			changes.add("RESTART");
		}
		return changes;
	}

	private static void change(List<String> changes, String words, List<String> before, List<String> after,
			String otherwise, boolean always) {
		String value = value(after, words);
		String old = value(before, words);
		if (always || ((value != null) ? !value.equals(old) : old != null)) {
			changes.add((value != null) ? words + value : otherwise);
		}
	}

	private static boolean isDescending(List<String> options) {
		String increment = value(options, INCREMENT);
		return increment != null && increment.startsWith("-");
	}

	/** Where a sequence starts. */
	private static String start(List<String> options) {
		String start = value(options, START);
		if (start != null) {
			return start;
		}
		String bound = value(options, isDescending(options) ? MAXIMUM : MINIMUM);
		return (bound != null) ? bound : isDescending(options) ? "-1" : "1";
	}

	/**
	 * The least value of a sequence that counts upwards, if that is more than it was.
	 * @param before what is there
	 * @param after what is wanted
	 * @return the value, or {@code null} if a sequence can stay where it is
	 */
	static @Nullable String raisedMinimum(List<String> before, List<String> after) {
		String value = value(after, MINIMUM);
		String old = value(before, MINIMUM);
		boolean raised = value != null && !isDescending(before) && !isDescending(after)
				&& Long.parseLong(value) > Long.parseLong((old != null) ? old : "1");
		return raised ? value : null;
	}

	private static @Nullable String value(List<String> options, String words) {
		return options.stream()
			.filter((option) -> option.startsWith(words))
			.map((option) -> option.substring(words.length()))
			.findFirst()
			.orElse(null);
	}

}
