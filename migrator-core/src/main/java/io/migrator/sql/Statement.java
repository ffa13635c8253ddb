package io.migrator.sql;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a script: its text as psql would send it, where it stands, and what
 * kind it is; immutable.
 */
public final class Statement {

	private final String script;

	private final int number;

	private final String text;

	private final int textLine;

	private final int textColumn;

	private final int firstToken;

	private final int @Nullable [] leftOut;

	private final boolean standardStrings;

	private @Nullable StatementKind kind;

	Statement(String script, int number, String text, int textLine, int textColumn, int firstToken,
			int @Nullable [] leftOut, boolean standardStrings) {
		this.script = script;
		this.number = number;
		this.text = text;
		this.textLine = textLine;
		this.textColumn = textColumn;
		this.firstToken = firstToken;
		this.leftOut = leftOut;
		this.standardStrings = standardStrings;
	}

	/**
	 * The statement's place among those of the script that are not empty.
	 * @return the number, from 1; 0 if the statement is empty
	 */
	public int number() {
		return this.number;
	}

	/**
	 * What is sent to the server: exactly what psql sends, with the final semicolon, with
	 * comments inside of it, without empty lines outside of quotes.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * The name of the script.
	 * @return the name as people know it
	 */
	public String script() {
		return this.script;
	}

	/**
	 * The line of the script where the statement's first token stands.
	 * @return the line, from 1
	 */
	public int line() {
		return lineAt(this.firstToken);
	}

	/**
	 * The column where the statement's first token stands.
	 * @return the column, from 1 in characters (code points)
	 */
	public int column() {
		return columnAt(this.firstToken);
	}

	/**
	 * The line of the script for a place in the text, such as the position in a server's
	 * error.
	 * @param position the place, from 1 in characters (code points)
	 * @return the line, from 1
	 */
	public int lineOf(int position) {
		return lineAt(offset(position));
	}

	/**
	 * The column of the script for a place in the text, such as the position in a
	 * server's error.
	 * @param position the place, from 1 in characters (code points)
	 * @return the column, from 1 in characters (code points)
	 */
	public int columnOf(int position) {
		return columnAt(offset(position));
	}

	private int offset(int position) {
		int codePoints = this.text.codePointCount(0, this.text.length());
		return this.text.offsetByCodePoints(0, Math.max(0, Math.min(position - 1, codePoints)));
	}

	private int lineAt(int offset) {
		int line = this.textLine;
		for (int i = this.text.indexOf('\n'); i >= 0 && i < offset; i = this.text.indexOf('\n', i + 1)) {
			line++;
		}
		if (this.leftOut != null) {
			for (int i = 0; i < this.leftOut.length && this.leftOut[i] <= offset; i += 2) {
				line += this.leftOut[i + 1];
			}
		}
		return line;
	}

	private int columnAt(int offset) {
		int lineStart = this.text.lastIndexOf('\n', offset - 1) + 1;
		int column = this.text.codePointCount(lineStart, offset) + 1;
		return (lineStart == 0) ? column + this.textColumn - 1 : column;
	}

	/**
	 * What kind of statement this is.
	 * @return the kind, worked out at the first call
	 */
	public StatementKind kind() {
		StatementKind kind = this.kind;
		if (kind == null) {
			kind = KindRecogniser.recognise(tokens());
			this.kind = kind;
		}
		return kind;
	}

	/**
	 * Whether there is nothing but a semicolon, comments and white space, which is never
	 * sent.
	 * @return whether it is empty
	 */
	public boolean isEmpty() {
		return this.number == 0;
	}

	/**
	 * Whether a value appears as a string in this statement, in whatever form it is
	 * written: on its own, in an array or row literal, or somewhere in the body of a
	 * function or DO block. Data of a COPY is not looked at.
	 * @param value the value
	 * @return whether the statement may use the value
	 */
	public boolean usesLiteral(String value) {
		return Literals.uses(tokens(), value);
	}

	/**
	 * Whether its data follows it in the script.
	 * @return whether this is {@code COPY … FROM STDIN}
	 */
	public boolean isCopyFromStdin() {
		return !isEmpty() && (this.text.charAt(this.firstToken) | 0x20) == 'c' && kind().isCopyFromStdin();
	}

	Tokens tokens() {
		return new Tokens(this.text, this.standardStrings);
	}

	Lexer lexer() {
		return new Lexer(this.text, this.standardStrings);
	}

	/**
	 * Lexes the script itself by the rules in force for this statement.
	 */
	Lexer lexer(String script, int from) {
		return new Lexer(script, from, this.standardStrings);
	}

	@Override
	public String toString() {
		return this.script + ":" + line() + ": " + this.text;
	}

}
