package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.develop.Comparison;
import io.migrator.schema.Difference;
import io.migrator.schema.ddl.RenameGuess;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons for people and for scripts.
 */
final class Comparisons {

	private Comparisons() {
	}

	/**
	 * What differs, a line for each object.
	 * @param comparison the comparison
	 * @return the lines
	 */
	static List<String> summary(Comparison comparison) {
		List<String> lines = new ArrayList<>();
		lines
			.add(comparison.isEmpty() ? "Nothing differs between " + comparison.from() + " and " + comparison.to() + "."
					: Text.count(comparison.diff().differences().size(), "difference") + " from " + comparison.from()
							+ " to " + comparison.to() + ":");
		comparison.diff().differences().forEach((difference) -> lines.add("  " + line(difference)));
		remarks(lines, comparison);
		return lines;
	}

	/** Long definitions are for the script; a summary has one line for each object. */
	private static String line(Difference difference) {
		String text = difference.toString().replaceAll("\\s+", " ");
		return (text.length() > 160) ? text.substring(0, 159) + "…" : text;
	}

	static void remarks(List<String> lines, Comparison comparison) {
		comparison.losses().forEach((loss) -> lines.add("Loses: " + loss));
		comparison.guesses().forEach((guess) -> lines.add("Note: " + guess.hint() + "."));
		comparison.warnings().forEach((warning) -> lines.add("Warning: " + warning));
	}

	static Map<String, Object> document(Comparison comparison) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("from", comparison.from());
		document.put("to", comparison.to());
		document.put("differs", !comparison.isEmpty());
		document.put("differences", comparison.diff().differences().stream().map(Comparisons::difference).toList());
		document.put("scripts", comparison.parts().stream().map((part) -> {
			Map<String, Object> script = new LinkedHashMap<>();
			script.put("up", part.up());
			script.put("down", part.down());
			return script;
		}).toList());
		document.put("losses", comparison.losses());
		document.put("renameGuesses", comparison.guesses().stream().map(Comparisons::guess).toList());
		document.put("warnings", comparison.warnings());
		return document;
	}

	private static Map<String, Object> guess(RenameGuess guess) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("kind", guess.from().kind().words());
		document.put("from", guess.from().path());
		document.put("to", guess.to().path());
		document.put("hint", guess.hint());
		return document;
	}

	private static Map<String, @Nullable Object> difference(Difference difference) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("kind", difference.id().kind().words());
		document.put("name", difference.id().path());
		document.put("change",
				(difference.before() == null) ? "added" : (difference.after() == null) ? "removed" : "changed");
		document.put("attributes", difference.attributes());
		return document;
	}

}
