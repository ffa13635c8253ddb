package io.migrator.sql;

/**
 * Decides whether a semicolon ends a statement, by psql's rules: not within parentheses,
 * and not within BEGIN … END of a function or procedure.
 */
final class FunctionBody {

	private static final int PREFIX = 4;

	private int parentheses;

	private int blocks;

	private int words;

	/** The initials of the words of CREATE [OR REPLACE] FUNCTION or PROCEDURE. */
	private final char[] prefix = new char[PREFIX];

	private boolean routine;

	void open() {
		this.parentheses++;
	}

	void close() {
		if (this.parentheses > 0) {
			this.parentheses--;
		}
	}

	boolean endsHere() {
		if (this.parentheses > 0 || this.blocks > 0) {
			return false;
		}
		this.words = 0;
		this.routine = false;
		return true;
	}

	/**
	 * Whether words still matter in this statement.
	 * @return whether to call {@link #word}
	 */
	boolean counts() {
		return this.words < PREFIX || this.routine;
	}

	void word(char[] chars, int start, int end) {
		if (this.words < PREFIX) {
			this.prefix[this.words++] = initial(chars, start, end);
			this.routine = isRoutine();
		}
		if (!this.routine || this.parentheses > 0) {
			return;
		}
		if (is("begin", chars, start, end)) {
			this.blocks++;
		}
		else if (is("case", chars, start, end)) {
			this.blocks += (this.blocks > 0) ? 1 : 0;
		}
		else if (is("end", chars, start, end)) {
			this.blocks -= (this.blocks > 0) ? 1 : 0;
		}
	}

	private static char initial(char[] chars, int start, int end) {
		boolean known = is("create", chars, start, end) || is("function", chars, start, end)
				|| is("procedure", chars, start, end) || is("or", chars, start, end)
				|| is("replace", chars, start, end);
		return known ? (char) (chars[start] | 0x20) : '\0';
	}

	private boolean isRoutine() {
		if (this.prefix[0] != 'c' || this.words < 2) {
			return false;
		}
		if (this.prefix[1] == 'f' || this.prefix[1] == 'p') {
			return true;
		}
		return this.words == PREFIX && this.prefix[1] == 'o' && this.prefix[2] == 'r'
				&& (this.prefix[3] == 'f' || this.prefix[3] == 'p');
	}

	static boolean is(String word, char[] chars, int start, int end) {
		int length = end - start;
		if (length != word.length()) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			if ((chars[start + i] | 0x20) != word.charAt(i) || chars[start + i] >= 0x80) {
				return false;
			}
		}
		return true;
	}

}
