package io.migrator.sql;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into pieces without losing a character.
 */
final class PieceReader {

	private final String script;

	private final List<Piece> pieces = new ArrayList<>();

	private int position;

	private PieceReader(String script) {
		this.script = script;
	}

	/**
	 * Cuts a script.
	 * @param name the script's name as people know it
	 * @param script the script
	 * @return its pieces, statement by statement
	 * @throws ScriptException if the script cannot be read as SQL for a server
	 */
	static List<List<Piece>> read(String name, String script) {
		PieceReader pieces = new PieceReader(script);
		List<List<Piece>> statements = new ArrayList<>();
		try (StatementReader reader = StatementReader.of(name, new StringReader(script))) {
			for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
				pieces.tokens(statement);
				if (statement.isCopyFromStdin()) {
					StringWriter data = new StringWriter();
					reader.copyData().transferTo(data);
					pieces.data(data.toString());
				}
				statements.add(pieces.take());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		pieces.between(pieces.position, script.length());
		pieces.position = script.length();
		statements.add(pieces.take());
		return statements;
	}

	private List<Piece> take() {
		List<Piece> taken = List.copyOf(this.pieces);
		this.pieces.clear();
		return taken;
	}

	private void tokens(Statement statement) {
		// The statement's own text lacks what psql does not send
		Lexer sent = statement.lexer();
		Lexer written = statement.lexer(this.script, this.position);
		while (sent.next() && written.next()) {
			between(this.position, written.start());
			this.pieces.add(Piece.token(written.token()));
			this.position = written.end();
		}
	}

	private void data(String data) {
		int start = this.script.indexOf('\n', this.position) + 1;
		int end = this.script.indexOf('\n', start + data.length());
		end = (end >= 0) ? end : this.script.length();
		this.pieces.add(new Piece(Piece.Kind.DATA, this.script.substring(this.position, end), null));
		this.position = end;
	}

	/**
	 * Adds comments and white space.
	 */
	private void between(int from, int to) {
		int start = from;
		while (start < to) {
			int end = start;
			if (this.script.startsWith("--", start)) {
				while (end < to && this.script.charAt(end) != '\n' && this.script.charAt(end) != '\r') {
					end++;
				}
				add(Piece.Kind.COMMENT, start, end);
			}
			else if (this.script.startsWith("/*", start)) {
				end = blockEnd(start + 2, to);
				add(Piece.Kind.COMMENT, start, end);
			}
			else {
				while (end < to && !this.script.startsWith("--", end) && !this.script.startsWith("/*", end)) {
					end++;
				}
				add(Piece.Kind.BLANK, start, end);
			}
			start = end;
		}
	}

	private int blockEnd(int from, int to) {
		int depth = 1;
		int p = from;
		while (p < to && depth > 0) {
			if (this.script.startsWith("*/", p)) {
				depth--;
				p += 2;
			}
			else if (this.script.startsWith("/*", p)) {
				depth++;
				p += 2;
			}
			else {
				p++;
			}
		}
		return p;
	}

	private void add(Piece.Kind kind, int start, int end) {
		this.pieces.add(new Piece(kind, this.script.substring(start, end), null));
	}

}
