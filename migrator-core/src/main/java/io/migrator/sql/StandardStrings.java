package io.migrator.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Follows {@code standard_conforming_strings} through a script: whether a backslash in a
 * plain string is a backslash.
 */
final class StandardStrings {

	private static final String PARAMETER = "standard_conforming_strings";

	private static final String[] COMMANDS = { "copy", "set", "reset", "discard", "select", "begin", "start", "commit",
			"end", "rollback", "abort", "savepoint", "release", "prepare" };

	private final boolean localAlways;

	private boolean transaction;

	/** What holds now, and what will hold when the transaction commits. */
	private State state = new State("", true, true);

	private boolean before = true;

	private final Deque<State> savepoints = new ArrayDeque<>();

	private boolean atLineStart = true;

	/** Up to here in the script, psql goes by the value at the start of the line. */
	private long staleUntil = -1;

	StandardStrings(boolean localAlways) {
		this.localAlways = localAlways;
	}

	static String command(char[] chars, int start, int end) {
		for (String command : COMMANDS) {
			if (FunctionBody.is(command, chars, start, end)) {
				return command;
			}
		}
		return "";
	}

	/**
	 * Whether a statement may change the value; decided quickly.
	 * @param command its first word
	 * @param text its text
	 * @return whether to call {@link #after}
	 */
	static boolean mayMatter(String command, String text) {
		return !command.equals("select") || text.indexOf("onforming_strings") >= 0
				|| (text.length() < 1000 && text.toLowerCase(Locale.ROOT).contains(PARAMETER));
	}

	/**
	 * The value by which a string is read.
	 * @param window the window
	 * @param p where in it the string starts
	 * @return whether strings are standard there
	 */
	boolean atLineOf(Window window, int p) {
		return (window.base + p <= this.staleUntil) ? this.atLineStart : this.state.value;
	}

	/**
	 * Takes note of a statement that may change the value.
	 * @param command its first word
	 * @param tokens its tokens
	 * @param window the window, positioned behind the statement
	 */
	void after(String command, Tokens tokens, Window window) {
		boolean previous = this.state.value;
		switch (command) {
			case "begin", "start" -> begin(tokens);
			case "commit", "end", "prepare" -> commit(tokens);
			case "rollback", "abort" -> rollback(tokens);
			case "savepoint" -> this.savepoints.push(this.state.named(name(tokens, 1)));
			case "release" -> release(name(tokens, tokens.is(1, "savepoint") ? 2 : 1));
			default -> set(command, tokens);
		}
		if (previous != this.state.value) {
			if (window.base + window.position > this.staleUntil) {
				this.atLineStart = previous;
				int length = 0;
				char c = window.peek(0);
				while (c != '\n' && (c != '\0' || window.position + length < window.limit)) {
					c = window.peek(++length);
				}
				this.staleUntil = window.base + window.position + length;
			}
		}
	}

	private void begin(Tokens tokens) {
		if (!this.transaction && (tokens.is(0, "begin") || tokens.is(1, "transaction"))) {
			this.transaction = true;
			this.before = this.state.committed;
			this.savepoints.clear();
		}
	}

	private void commit(Tokens tokens) {
		if (this.transaction && !tokens.is(1, "prepared")
				&& (!tokens.is(0, "prepare") || tokens.is(1, "transaction"))) {
			this.state = new State("", this.state.committed, this.state.committed);
			endTransaction(tokens);
		}
	}

	private void rollback(Tokens tokens) {
		int to = (tokens.is(1, "work") || tokens.is(1, "transaction")) ? 2 : 1;
		if (!this.transaction || tokens.is(1, "prepared")) {
			return;
		}
		if (tokens.is(to, "to")) {
			String name = name(tokens, tokens.is(to + 1, "savepoint") ? to + 2 : to + 1);
			if (this.savepoints.stream().anyMatch((savepoint) -> savepoint.name.equals(name))) {
				while (!this.savepoints.getFirst().name.equals(name)) {
					this.savepoints.pop();
				}
				this.state = this.savepoints.getFirst();
			}
			return;
		}
		this.state = new State("", this.before, this.before);
		endTransaction(tokens);
	}

	private void endTransaction(Tokens tokens) {
		int and = (tokens.is(1, "work") || tokens.is(1, "transaction")) ? 2 : 1;
		this.transaction = tokens.is(and, "and") && tokens.is(and + 1, "chain");
		this.before = this.state.committed;
		this.savepoints.clear();
	}

	private void release(String name) {
		if (this.savepoints.stream().anyMatch((savepoint) -> savepoint.name.equals(name))) {
			while (!this.savepoints.pop().name.equals(name)) {
				continue;
			}
		}
	}

	private void set(String command, Tokens tokens) {
		if (command.equals("set")) {
			boolean local = tokens.is(1, "local");
			int at = (local || tokens.is(1, "session")) ? 2 : 1;
			if (PARAMETER.equals(name(tokens, at)) && (tokens.isSymbol(at + 1, "=") || tokens.is(at + 1, "to"))) {
				change(parse(tokens.value(at + 2)), local);
			}
		}
		else if (command.equals("reset") && (tokens.is(1, "all") || PARAMETER.equals(name(tokens, 1)))) {
			change(true, false);
		}
		else if (command.equals("discard") && tokens.is(1, "all")) {
			change(true, false);
		}
		else if (command.equals("select")) {
			SetConfig call = SetConfig.find(tokens, 1);
			if (call != null && PARAMETER.equalsIgnoreCase(call.name())) {
				change(parse(call.value()), call.local());
			}
		}
	}

	private void change(@Nullable Boolean value, boolean local) {
		if (value == null || (local && !this.transaction && !this.localAlways)) {
			return;
		}
		this.state = new State("", value, local ? this.state.committed : value);
	}

	private static String name(Tokens tokens, int at) {
		String name = tokens.identifier(at);
		return (name != null) ? name : "";
	}

	private static @Nullable Boolean parse(@Nullable String value) {
		if (value == null || value.isEmpty()) {
			return null;
		}
		String lower = value.toLowerCase(Locale.ROOT);
		if (lower.equals("on") || lower.equals("1") || lower.equals("default") || "true".startsWith(lower)
				|| "yes".startsWith(lower)) {
			return true;
		}
		if ((lower.length() > 1 && "off".startsWith(lower)) || lower.equals("0") || "false".startsWith(lower)
				|| "no".startsWith(lower)) {
			return false;
		}
		return null;
	}

	private record State(String name, boolean value, boolean committed) {

		State named(String newName) {
			return new State(newName, this.value, this.committed);
		}

	}

}
