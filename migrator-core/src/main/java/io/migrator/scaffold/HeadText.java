package io.migrator.scaffold;

import java.util.List;

/**
 * What is said at the head of each file: which step it is, what it does, and what the
 * application must do.
 */
final class HeadText {

	private static final int LINE = 116;

	private HeadText() {
	}

	static String of(Draft draft, int number) {
		Step step = draft.steps().get(number);
		StringBuilder text = new StringBuilder();
		wrap(text, "Step " + (number + 1) + " of " + draft.steps().size() + " of " + draft.title() + ": "
				+ step.phase().word() + ".");
		wrap(text, step.what());
		wrap(text, "Application: " + step.application());
		for (String directive : step.directives()) {
			text.append("-- migrator: ").append(directive).append('\n');
		}
		return text.toString();
	}

	/** A comment for a backfill, with its directives. */
	static String ofBackfill(Draft draft, int number, List<String> directives) {
		StringBuilder text = new StringBuilder(of(draft, number));
		directives.forEach((directive) -> text.append("-- migrator: ").append(directive).append('\n'));
		return text.toString();
	}

	private static void wrap(StringBuilder text, String words) {
		StringBuilder line = new StringBuilder("--");
		for (String word : words.split("\\s+")) {
			if (line.length() + word.length() + 1 > LINE) {
				text.append(line).append('\n');
				line.setLength(0);
				line.append("--");
			}
			line.append(' ').append(word);
		}
		text.append(line).append('\n');
	}

}
