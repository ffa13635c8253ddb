package io.migrator.sql;

/**
 * Walks over a script token by token, as psql does: the rules of a language in which
 * lines matter, since psql reads line by line.
 */
final class Scanner {

	private static final String META_REMEDY = "Remove the command: only psql understands it, the server does not."
			+ " What it does must be said in SQL, or by a directive or a setting of the migrator.";

	private final String script;

	private final boolean strict;

	private final Window window;

	private final QuoteScanner quotes;

	private final NumberScanner numbers;

	private final FunctionBody body = new FunctionBody();

	private final StandardStrings strings;

	private final Cuts cuts = new Cuts();

	/** Whether something was seen that is worth sending. */
	private boolean content;

	private int firstToken;

	private boolean firstWord;

	private boolean unterminated;

	private String command = "";

	Scanner(String script, Window window, boolean strict) {
		this.script = script;
		this.strict = strict;
		this.window = window;
		this.strings = new StandardStrings(strict);
		this.quotes = new QuoteScanner(window, this);
		this.numbers = new NumberScanner(window);
	}

	Cuts cuts() {
		return this.cuts;
	}

	boolean hasContent() {
		return this.content;
	}

	/**
	 * Where the first token is, counted from the start of the statement's text.
	 * @return the offset, 0 if there is none
	 */
	int firstToken() {
		return this.firstToken;
	}

	/**
	 * The statement's first word if it may matter to the reader, in lower case.
	 * @return the word, or an empty string
	 */
	String command() {
		return this.command;
	}

	StandardStrings strings() {
		return this.strings;
	}

	/**
	 * Walks to the end of the next statement. The window's mark is its start, or -1 if
	 * there is none.
	 * @return the end of the statement in the window
	 */
	int scan() {
		Window window = this.window;
		window.mark = -1;
		this.cuts.clear();
		this.content = false;
		this.firstToken = 0;
		this.firstWord = true;
		this.command = "";
		char[] chars = window.chars;
		int p = window.position;
		while (true) {
			switch (CharClass.OF[chars[p]]) {
				case CharClass.SPACE -> {
					p++;
					continue;
				}
				case CharClass.NEWLINE -> p = newline(p);
				case CharClass.WORD -> {
					token(p);
					p = word(p);
				}
				case CharClass.DIGIT -> {
					token(p);
					p = this.numbers.integer(p);
				}
				case CharClass.DOT -> {
					token(p);
					p = this.numbers.dot(p);
				}
				case CharClass.QUOTE -> {
					token(p);
					p = this.quotes.string(p + 1, !this.strings.atLineOf(window, p));
				}
				case CharClass.DOUBLE_QUOTE -> {
					token(p);
					p = this.quotes.identifier(p + 1);
				}
				case CharClass.DOLLAR -> {
					token(p);
					p = this.quotes.dollar(p);
				}
				case CharClass.DASH -> p = dash(p);
				case CharClass.SLASH -> p = slash(p);
				case CharClass.COLON -> {
					token(p);
					p = colon(p);
				}
				case CharClass.OPEN -> {
					token(p);
					p++;
					this.body.open();
				}
				case CharClass.CLOSE -> {
					token(p);
					p++;
					this.body.close();
				}
				case CharClass.SEMICOLON -> {
					begin(p);
					p++;
					if (this.body.endsHere()) {
						window.position = p;
						return p;
					}
				}
				case CharClass.BACKSLASH -> throw metaCommand(p);
				case CharClass.END -> {
					window.position = p;
					if (p < window.limit) {
						throw nul(p);
					}
					if (!window.fill()) {
						return end();
					}
					p = window.position;
				}
				default -> {
					token(p);
					p++;
				}
			}
			chars = window.chars;
		}
	}

	private void begin(int p) {
		if (this.window.mark < 0) {
			this.window.mark = p;
		}
	}

	private void token(int p) {
		if (!this.content) {
			begin(p);
			this.content = true;
			this.firstToken = p - this.window.mark;
		}
	}

	/** Outside of quotes psql drops empty lines. */
	private int newline(int p) {
		Window window = this.window;
		int behind = p + 1;
		char next = window.chars[behind];
		if (next != '\n' && (next != '\0' || behind < window.limit)) {
			return behind;
		}
		window.position = p;
		int count = 1;
		while (window.peek(count) == '\n') {
			count++;
			if (window.mark < 0) {
				window.position++;
				count--;
			}
		}
		if (window.mark >= 0 && count > 1) {
			int offset = window.position - window.mark;
			this.cuts.add(offset + 1, offset + count);
		}
		return window.position + count;
	}

	private int word(int start) {
		Window window = this.window;
		char[] chars = window.chars;
		int p = start + 1;
		while (true) {
			while (CharClass.IN_WORD[chars[p]]) {
				p++;
			}
			if (chars[p] != '\0' || p < window.limit) {
				break;
			}
			int length = p - start;
			window.position = p;
			boolean more = window.fill();
			chars = window.chars;
			p = window.position;
			start = p - length;
			if (!more) {
				break;
			}
		}
		if (p == start + 1) {
			int quoted = this.quotes.prefixed(start);
			if (quoted >= 0) {
				return quoted;
			}
			start = window.position;
			p = start + 1;
			chars = window.chars;
		}
		if (this.firstWord) {
			this.firstWord = false;
			this.command = StandardStrings.command(chars, start, p);
		}
		if (this.body.counts()) {
			this.body.word(chars, start, p);
		}
		return p;
	}

	private int dash(int p) {
		Window window = this.window;
		window.position = p;
		if (window.peek(1) != '-') {
			p = window.position;
			token(p);
			return p + 1;
		}
		p = window.position + 2;
		char[] chars = window.chars;
		while (true) {
			char c = chars[p];
			if (c == '\n' || c == '\r') {
				return p;
			}
			if (c == '\0') {
				window.position = p;
				if (p < window.limit) {
					throw nul(p);
				}
				if (!window.fill()) {
					return window.position;
				}
				chars = window.chars;
				p = window.position;
				continue;
			}
			p++;
		}
	}

	private int slash(int p) {
		Window window = this.window;
		window.position = p;
		if (window.peek(1) != '*') {
			p = window.position;
			token(p);
			return p + 1;
		}
		begin(window.position);
		return this.quotes.comment(window.position + 2);
	}

	/** A psql variable stays as it is, but it is one token. */
	private int colon(int p) {
		Window window = this.window;
		window.position = p;
		char next = window.peek(1);
		int length = 1;
		if (next == ':' || next == '=') {
			length = 2;
		}
		else if (CharClass.isTagPart(next)) {
			while (CharClass.isTagPart(window.peek(length))) {
				length++;
			}
		}
		else if (next == '\'' || next == '"') {
			int name = 2;
			while (CharClass.isTagPart(window.peek(name))) {
				name++;
			}
			length = (name > 2 && window.peek(name) == next) ? name + 1 : 1;
		}
		else if (next == '{' && window.peek(2) == '?' && CharClass.isTagPart(window.peek(3))) {
			throw error(window.position, "psql's test for a variable, :{?…}", META_REMEDY);
		}
		return window.position + length;
	}

	/** The end of the text, without the line end that psql does not send. */
	private int end() {
		Window window = this.window;
		int end = window.limit;
		window.position = end;
		if (window.mark >= 0) {
			if (this.unterminated) {
				return (window.chars[end - 1] == '\n') ? end - 1 : end;
			}
			while (end > window.mark && window.chars[end - 1] == '\n') {
				end--;
			}
			this.cuts.endAt(end - window.mark);
		}
		return end;
	}

	/**
	 * Inside of quotes or a comment the script ended.
	 * @param opening where it was opened, counted from the statement's start
	 * @param what what is not closed
	 * @param remedy how to close it
	 */
	void unterminated(int opening, String what, String remedy) {
		this.unterminated = true;
		if (this.strict) {
			throw error(this.window.mark + opening, "unterminated " + what, remedy);
		}
	}

	ScriptException nul(int p) {
		return error(p, "a NUL character (byte 00), which PostgreSQL does not store in text",
				"Remove the character, or save the file as UTF-8 if it is in another encoding such as UTF-16.");
	}

	private ScriptException metaCommand(int p) {
		Window window = this.window;
		window.position = p;
		StringBuilder command = new StringBuilder("\\");
		char c = window.peek(1);
		for (int i = 1; c > ' ' && c != '\\' && i < 40; c = window.peek(++i)) {
			command.append(c);
			if (c == ';' || c == '.') {
				break;
			}
		}
		if (command.toString().equals("\\.")) {
			return error(window.position, "the end of COPY data (\\.) without a COPY … FROM STDIN before it",
					"Check the COPY statement above the data, or remove the line.");
		}
		return error(window.position, "the psql command " + command, META_REMEDY);
	}

	private ScriptException error(int p, String problem, String remedy) {
		this.window.anchorTo(p);
		return new ScriptException(this.script, this.window.line(), this.window.column(), problem, remedy);
	}

}
