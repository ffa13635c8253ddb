package io.migrator.migration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The directives there are, with an example of each for people who got one wrong.
 */
enum Directive {

	NON_TRANSACTIONAL("non-transactional", Shape.FLAG, "non-transactional"),

	LOCK_TIMEOUT("lock-timeout", Shape.WORD, "lock-timeout=5s"),

	STATEMENT_TIMEOUT("statement-timeout", Shape.WORD, "statement-timeout=10min"),

	ENVIRONMENTS("environments", Shape.WORD, "environments=staging,production"),

	REQUIRES_APPROVAL("requires-approval", Shape.FLAG, "requires-approval"),

	REQUIRES_BACKFILL("requires-backfill", Shape.WORD, "requires-backfill=collection_status"),

	WINDOW("window", Shape.WORD, "window=22:00-04:00 Europe/Berlin"),

	ALLOW("allow", Shape.WORD, "allow=drop-column \"nobody reads it since 2.4\""),

	PHASE("phase", Shape.WORD, "phase=after-start"),

	RENAMED_FROM("renamed-from", Shape.WORD, "renamed-from=20260110120000_old_name"),

	REPLACES("replaces", Shape.LIST, "replaces=20260110120000_wallets, 20260111120000_deals"),

	WHY("why", Shape.TEXT, "why=funding needs the status per coverage"),

	RISK("risk", Shape.TEXT, "risk=low"),

	ROLLBACK("rollback", Shape.TEXT, "rollback=drop the column; nothing reads it yet");

	private final String key;

	private final Shape shape;

	private final String example;

	Directive(String key, Shape shape, String example) {
		this.key = key;
		this.shape = shape;
		this.example = example;
	}

	String key() {
		return this.key;
	}

	Shape shape() {
		return this.shape;
	}

	String example() {
		return "-- migrator: " + this.example;
	}

	static @Nullable Directive of(String key) {
		String wanted = key.toLowerCase(Locale.ROOT);
		for (Directive directive : values()) {
			if (directive.key.equals(wanted)) {
				return directive;
			}
		}
		return null;
	}

	static Directive nearest(String key) {
		String wanted = key.toLowerCase(Locale.ROOT).replace('_', '-');
		Directive nearest = NON_TRANSACTIONAL;
		for (Directive directive : values()) {
			if (distance(directive.key, wanted) < distance(nearest.key, wanted)) {
				nearest = directive;
			}
		}
		return nearest;
	}

	static List<String> keys() {
		return Arrays.stream(values()).map(Directive::key).toList();
	}

	private static int distance(String left, String right) {
		int[] row = new int[right.length() + 1];
		for (int j = 0; j <= right.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int substitution = diagonal + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[right.length()];
	}

	/**
	 * What may follow a directive's name.
	 */
	enum Shape {

		/** Nothing, or {@code =true} or {@code =false}. */
		FLAG,

		/** One word, or a quoted text. */
		WORD,

		/** Words with commas between them, white space around the commas allowed. */
		LIST,

		/** A quoted text, or all that is left of the line. */
		TEXT

	}

}
