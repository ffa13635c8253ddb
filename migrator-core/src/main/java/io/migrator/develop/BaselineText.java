package io.migrator.develop;

import java.util.List;
import java.util.regex.Pattern;

import io.migrator.migration.BaselinePlan;
import io.migrator.migration.Replacement;

/**
 * Writes the baseline as a person would.
 */
final class BaselineText {

	/** Longer comments are not looked at for directives in every layout. */
	private static final int LINE = 110;

	private static final String NON_TRANSACTIONAL = "-- migrator: non-transactional\n";

	private BaselineText() {
	}

	static String of(BaselinePlan plan, List<DraftPart> parts, List<String> data) {
		StringBuilder text = new StringBuilder();
		text.append("-- Makes what ").append(plan.replaced().size()).append(" migrations made, up to ");
		text.append(plan.replaced().get(plan.replaced().size() - 1).id()).append(".\n");
		text.append("-- Runs where none of them is applied; where all are, it is only recorded.\n");
		replaces(text, plan.replacements());
		if (!data.isEmpty()) {
			text.append("--\n-- Rows are not in it. Add below what a new database needs of what these wrote:\n");
			data.forEach((script) -> text.append("--   ").append(script).append('\n'));
		}
		StringBuilder sql = new StringBuilder();
		for (DraftPart part : parts) {
			sql.append('\n').append(part.up());
		}
		if (sql.indexOf(NON_TRANSACTIONAL) >= 0) {
			text.append(NON_TRANSACTIONAL);
		}
		return text + sql.toString().replaceAll("(?m)^" + Pattern.quote(NON_TRANSACTIONAL) + "\n*", "");
	}

	private static void replaces(StringBuilder text, List<Replacement> replacements) {
		StringBuilder line = new StringBuilder();
		for (Replacement replacement : replacements) {
			String word = replacement.toString();
			if (!line.isEmpty() && line.length() + word.length() > LINE) {
				text.append(line).append('\n');
				line.setLength(0);
			}
			boolean plain = word.chars().noneMatch((c) -> Character.isWhitespace(c) || c == '\'' || c == '"');
			if (!plain && !line.isEmpty()) {
				text.append(line).append('\n');
				line.setLength(0);
			}
			line.append(line.isEmpty() ? "-- migrator: replaces=" : ", ").append(plain ? word : '"' + word + '"');
			if (!plain) {
				text.append(line).append('\n');
				line.setLength(0);
			}
		}
		if (!line.isEmpty()) {
			text.append(line).append('\n');
		}
	}

}
