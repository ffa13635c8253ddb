package io.migrator.migration;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What new files say, and how they are numbered.
 */
final class Templates {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

	private static final String UP_BODY = "\n-- Runs in one transaction, once. For example: -- migrator: "
			+ "lock-timeout=5s\n\n";

	private static final String DOWN_BODY = "\n-- Delete this file if there is no way back.\n\n";

	private Templates() {
	}

	static String up(String name) {
		return "-- " + words(name) + UP_BODY;
	}

	static String down(String name) {
		return "-- Takes back: " + words(name) + DOWN_BODY;
	}

	/**
	 * Puts scripts in the place of what a template says beside the name.
	 * @param template a template, or two of them with a tool's marks between
	 * @param up what goes behind the head of an up template
	 * @param down what goes behind the head of a down template
	 * @return the text
	 */
	static String fill(String template, String up, String down) {
		return template.replace(UP_BODY, "\n\n" + up)
			.replace(DOWN_BODY, "\n\n" + down)
			.replace(DOWN_BODY.replace("this file", "this section"), "\n\n" + down);
	}

	/**
	 * Puts a script in the place of what a template says beside the name, where there is
	 * no way back.
	 * @param template a template, or two of them with a tool's marks between
	 * @param up what goes behind the head of an up template
	 * @return the text without any section that takes it back, or {@code null} if the
	 * template is for nothing else
	 */
	static @Nullable String fill(String template, String up) {
		int behind = template.indexOf(UP_BODY);
		return (behind < 0) ? null : template.substring(0, behind) + "\n\n" + up;
	}

	static String timestamp(LocalDateTime now) {
		return TIMESTAMP.format(now);
	}

	/**
	 * The next leading part: a timestamp if the last one is one, else the next number in
	 * the same width.
	 */
	static String next(List<Migration> existing, LocalDateTime now, String first) {
		Migration last = null;
		for (Migration migration : existing) {
			last = (migration.version() != null) ? migration : last;
		}
		if (last == null) {
			return first;
		}
		String version = String.valueOf(last.version());
		if (version.matches("(19|20)\\d{12}")) {
			return timestamp(now);
		}
		String head = version.substring(0, Math.max(version.lastIndexOf('.'), version.lastIndexOf('_')) + 1);
		return head.isEmpty() ? increment(version) : head + increment(version.substring(head.length()));
	}

	private static String increment(String number) {
		String next = new BigInteger(number).add(BigInteger.ONE).toString();
		return "0".repeat(Math.max(0, number.length() - next.length())) + next;
	}

	private static String words(String name) {
		return name.replace('_', ' ').strip();
	}

}
