package io.migrator.sql;

/**
 * Hides what other sessions' queries carry, so that they may be logged.
 */
public final class LiteralMask {

	private LiteralMask() {
	}

	/**
	 * Replaces every string, dollar quote and number by a question mark.
	 * @param sql a query, which may be cut off anywhere
	 * @return the query without its values
	 */
	public static String mask(String sql) {
		StringBuilder masked = new StringBuilder(sql.length());
		Lexer lexer = new Lexer(sql, true);
		int copied = 0;
		while (lexer.next()) {
			boolean literal = switch (lexer.type()) {
				case STRING, DOLLAR, NUMBER -> true;
				case WORD, QUOTED, PARAMETER, SYMBOL -> false;
			};
			if (literal) {
				masked.append(sql, copied, lexer.start()).append('?');
				copied = lexer.end();
			}
		}
		return masked.append(sql, copied, sql.length()).toString();
	}

}
