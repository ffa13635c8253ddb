package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Names;

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
	 * What must be done to a sequence that is outside of its new bounds before they can
	 * be set. One that was used and has come further than it may go is at its end then,
	 * one that was not used is at its start.
	 * @param name the sequence
	 * @param oldType its type
	 * @param type its new type
	 * @param before the options that are there
	 * @param after the options that are wanted
	 * @return statements, in order
	 */
	static List<String> fit(String name, String oldType, String type, List<String> before, List<String> after) {
		boolean down = isDescending(before);
		if (down != isDescending(after)) {
			// Starts anew
			return List.of();
		}
		long least = bound(after, MINIMUM, down ? -greatest(type) - 1 : 1);
		long most = bound(after, MAXIMUM, down ? -1 : greatest(type));
		long oldLeast = bound(before, MINIMUM, down ? -greatest(oldType) - 1 : 1);
		long oldMost = bound(before, MAXIMUM, down ? -1 : greatest(oldType));
		List<String> statements = new ArrayList<>();
		String wider = (least > oldMost) ? MAXIMUM + most : (most < oldLeast) ? MINIMUM + least : "";
		if (!wider.isEmpty()) {
			String as = (greatest(type) > greatest(oldType)) ? "AS " + type + " " : "";
			statements.add("ALTER SEQUENCE " + name + " " + as + wider);
		}
		if (least > oldLeast) {
			statements.add(setval(name, least, !down, start(after), " < " + least));
		}
		if (most < oldMost) {
			statements.add(setval(name, most, down, start(after), " > " + most));
		}
		return statements;
	}

	private static String setval(String name, long bound, boolean first, String start, String condition) {
		String values = first ? bound + ", false"
				: "CASE WHEN is_called THEN " + bound + " ELSE " + start + " END, is_called";
		return "SELECT setval(" + Names.literal(name) + ", " + values + ") FROM " + name + " WHERE last_value"
				+ condition;
	}

	private static long greatest(String type) {
		return switch (type) {
			case "smallint" -> Short.MAX_VALUE;
			case "integer" -> Integer.MAX_VALUE;
			default -> Long.MAX_VALUE;
		};
	}

	private static long bound(List<String> options, String words, long otherwise) {
		String value = value(options, words);
		return (value != null) ? Long.parseLong(value) : otherwise;
	}

	private static @Nullable String value(List<String> options, String words) {
		return options.stream()
			.filter((option) -> option.startsWith(words))
			.map((option) -> option.substring(words.length()))
			.findFirst()
			.orElse(null);
	}

}
