package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.plan.Plan;

/**
 * Words and tables for people.
 */
final class Text {

	private Text() {
	}

	static String count(int number, String noun) {
		return number + " " + noun + ((number != 1) ? "s" : "");
	}

	/**
	 * A text without line breaks.
	 * @param text the text
	 * @return the text in one line
	 */
	static String oneLine(String text) {
		return text.strip().replaceAll("\\s*\\R\\s*", " ");
	}

	static void remarks(List<String> lines, Plan plan) {
		plan.warnings().forEach((warning) -> lines.add("Warning: " + warning));
		plan.problems().forEach((problem) -> lines.add("Problem: " + problem));
	}

	static int checked(Plan plan) {
		if (!plan.problems().isEmpty()) {
			return ExitCodes.INVALID;
		}
		return plan.isUpToDate() ? ExitCodes.DONE : ExitCodes.DIFFERENCE;
	}

	static List<String> table(List<List<String>> rows) {
		int columns = rows.get(0).size();
		int[] widths = new int[columns];
		rows.forEach((row) -> {
			for (int i = 0; i < columns; i++) {
				widths[i] = Math.max(widths[i], row.get(i).length());
			}
		});
		List<String> lines = new ArrayList<>();
		for (List<String> row : rows) {
			StringBuilder line = new StringBuilder();
			for (int i = 0; i < columns; i++) {
				line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
			}
			lines.add(line.toString().stripTrailing());
		}
		return lines;
	}

}
