package io.migrator.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.migration.Directive.Shape;
import io.migrator.sql.ScriptException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the directives out of the comments at the head of a script.
 */
final class DirectiveParser {

	private static final Pattern LINE = Pattern.compile("^\\s*--\\s*migrator:(.*)$", Pattern.CASE_INSENSITIVE);

	private static final Pattern NON_TRANSACTIONAL = Pattern.compile(
			"""
					^\\s*--\\s*(?:PRISMA_MIGRATE:\\s*non-transactional|\\+goose\\s+NO\\s+TRANSACTION|no-transaction\
					|migrate:(?:up|down)\\s.*\\btransaction:\\s*false\\b.*|\\+migrate\\s+(?:Up|Down)\\s.*\\bnotransaction\\b.*)\\s*$""",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern KEY = Pattern.compile("[^\\s=]+");

	private static final Pattern VALUE = Pattern.compile("\"([^\"]*)\"|'([^']*)'|\\S+");

	private static final Pattern LIST = Pattern.compile("[^\\s,\"']+(?:\\s*,\\s*[^\\s,\"']+)*");

	private static final Pattern QUOTED = Pattern.compile("\\s+(?:\"([^\"]*)\"|'([^']*)')");

	private static final Pattern ZONE = Pattern
		.compile("\\s+([A-Za-z]+/[A-Za-z_/+\\-0-9]+|UTC|GMT|Z|[+-]\\d{2}:\\d{2})(?=\\s|$)");

	private final String script;

	private final ScriptKind kind;

	private final List<Found> found = new ArrayList<>();

	private boolean nonTransactional;

	private int line;

	private DirectiveParser(String script, ScriptKind kind) {
		this.script = script;
		this.kind = kind;
	}

	static Directives parse(String script, String head) {
		if (!mayHaveDirectives(head)) {
			return Directives.NONE;
		}
		DirectiveParser parser = new DirectiveParser(script, ScriptKind.MIGRATION);
		parser.parse(head);
		if (parser.found.isEmpty() && !parser.nonTransactional) {
			return Directives.NONE;
		}
		return DirectiveValues.typed(script, parser.found, parser.nonTransactional);
	}

	static BackfillDirectives parseBackfill(String script, String head) {
		DirectiveParser parser = new DirectiveParser(script, ScriptKind.BACKFILL);
		parser.parse(head);
		return parser.found.isEmpty() ? BackfillDirectives.NONE
				: new DirectiveValues(script, parser.found).forBackfill();
	}

	static SeedDirectives parseSeed(String script, String head) {
		DirectiveParser parser = new DirectiveParser(script, ScriptKind.SEED);
		parser.parse(head);
		return parser.found.isEmpty() ? SeedDirectives.NONE : new DirectiveValues(script, parser.found).forSeed();
	}

	static CheckDirectives parseCheck(String script, String head) {
		DirectiveParser parser = new DirectiveParser(script, ScriptKind.CHECK);
		parser.parse(head);
		return parser.found.isEmpty() ? CheckDirectives.NONE : new DirectiveValues(script, parser.found).forCheck();
	}

	private void parse(String head) {
		boolean inBlock = false;
		for (String text : head.split("\n", -1)) {
			this.line++;
			if (!inBlock) {
				parseLine(text);
			}
			inBlock = isInBlockAfter(text, inBlock);
		}
	}

	/**
	 * Whether a comment begins like a directive, ours or another tool's; decided quickly,
	 * since few do.
	 */
	private static boolean mayHaveDirectives(String head) {
		for (int i = head.indexOf("--"); i >= 0; i = head.indexOf("--", i + 1)) {
			int word = i + 2;
			while (word < head.length() && head.charAt(word) <= ' ') {
				word++;
			}
			if (word < head.length() && "mMpPnN+".indexOf(head.charAt(word)) >= 0) {
				return true;
			}
		}
		return false;
	}

	static boolean isDirective(String line) {
		return line.contains("igrator:") && LINE.matcher(line).matches();
	}

	/**
	 * Whether a line says so in the words of another tool.
	 */
	static boolean isNonTransactional(String line) {
		return NON_TRANSACTIONAL.matcher(line).matches();
	}

	private static boolean isInBlockAfter(String text, boolean inBlock) {
		if (!inBlock && text.stripLeading().startsWith("--")) {
			return false;
		}
		int opened = text.lastIndexOf("/*");
		int closed = text.lastIndexOf("*/");
		return (opened == closed) ? inBlock : opened > closed;
	}

	private void parseLine(String text) {
		if (isNonTransactional(text)) {
			this.nonTransactional = true;
			return;
		}
		Matcher matcher = LINE.matcher(text);
		if (matcher.matches()) {
			parseDirectives(text, matcher.start(1));
		}
	}

	private void parseDirectives(String text, int from) {
		int position = skipSpace(text, from);
		if (position == text.length()) {
			throw error(from, "there is no directive after \"migrator:\"",
					"Write one of " + String.join(", ", Directive.keys(this.kind)) + ".");
		}
		while (position < text.length()) {
			Matcher key = KEY.matcher(text).region(position, text.length());
			if (!key.lookingAt()) {
				throw error(position, "a directive's name is expected here",
						"Write for example " + Directive.LOCK_TIMEOUT.example() + ".");
			}
			position = skipSpace(text, parseDirective(text, position, key.group(), key.end()));
		}
	}

	private int parseDirective(String text, int start, String key, int end) {
		Directive directive = Directive.of(key);
		if (directive == null) {
			throw error(start, "there is no directive \"" + key + "\"",
					"Did you mean \"" + Directive.nearest(key, this.kind).key() + "\"? " + known());
		}
		if (!directive.isFor(this.kind)) {
			throw error(start, "the directive \"" + directive.key() + "\" does not belong in " + this.kind.words(),
					"Move it to " + directive.places() + ", or remove it. " + known());
		}
		boolean hasValue = end < text.length() && text.charAt(end) == '=';
		if (!hasValue) {
			if (directive.shape() != Shape.FLAG) {
				throw error(start, "the directive \"" + directive.key() + "\" needs a value",
						"Write for example " + directive.example() + ".");
			}
			add(directive, start, "true", null);
			return end;
		}
		return parseValue(directive, text, start, end + 1);
	}

	private String known() {
		return "For " + this.kind.words() + " there are " + String.join(", ", Directive.keys(this.kind)) + ".";
	}

	private int parseValue(Directive directive, String text, int start, int from) {
		if (directive.shape() == Shape.LIST) {
			Matcher list = LIST.matcher(text).region(from, text.length());
			if (list.lookingAt()) {
				add(directive, start, list.group(), null);
				return list.end();
			}
		}
		Matcher value = VALUE.matcher(text).region(from, text.length());
		boolean present = value.lookingAt();
		boolean quoted = present && (value.start(1) >= 0 || value.start(2) >= 0);
		if (directive.shape() == Shape.TEXT && !quoted) {
			String rest = text.substring(from).strip();
			if (rest.isEmpty()) {
				throw noValue(directive, start);
			}
			add(directive, start, rest, null);
			return text.length();
		}
		if (!present) {
			throw noValue(directive, start);
		}
		boolean name = directive == Directive.TABLE && value.start(1) >= 0;
		String word = (quoted && !name) ? quotedText(value) : value.group();
		return switch (directive) {
			case ALLOW -> addWithExtra(directive, start, word, text, value.end(), QUOTED);
			case WINDOW -> addWithExtra(directive, start, word, text, value.end(), ZONE);
			default -> {
				add(directive, start, word, null);
				yield value.end();
			}
		};
	}

	private int addWithExtra(Directive directive, int start, String word, String text, int from, Pattern pattern) {
		Matcher extra = pattern.matcher(text).region(from, text.length());
		boolean present = extra.lookingAt();
		add(directive, start, word, present ? quotedText(extra) : null);
		return present ? extra.end() : from;
	}

	private static String quotedText(Matcher matcher) {
		return matcher.group((matcher.start(1) >= 0) ? 1 : 2);
	}

	private void add(Directive directive, int start, String value, @Nullable String extra) {
		this.found.add(new Found(directive, value, extra, this.line, start + 1));
	}

	private ScriptException noValue(Directive directive, int start) {
		return error(start, "the directive \"" + directive.key() + "\" has an empty value",
				"Write for example " + directive.example() + ".");
	}

	private ScriptException error(int offset, String problem, String remedy) {
		return new ScriptException(this.script, this.line, offset + 1, problem, remedy);
	}

	private static int skipSpace(String text, int from) {
		int position = from;
		while (position < text.length() && (Character.isWhitespace(text.charAt(position))
				|| text.charAt(position) == ',' || text.charAt(position) == ';')) {
			position++;
		}
		return position;
	}

	/**
	 * A directive as written.
	 */
	record Found(Directive directive, String value, @Nullable String extra, int line, int column) {

	}

}
