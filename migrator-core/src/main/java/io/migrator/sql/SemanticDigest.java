package io.migrator.sql;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 over what a script says: comments, white space, the case of words without
 * quotes, empty statements and the last semicolon make no difference. Not thread-safe.
 */
public final class SemanticDigest {

	private static final int END_OF_STATEMENT = 0xFC;

	private static final int DATA = 0xFD;

	private static final int END_OF_DATA = 0xFE;

	/** Never appears otherwise: ASCII characters are written as they are. */
	private static final int WIDE = 0xFF;

	private final MessageDigest digest;

	private final byte[] buffer = new byte[8192];

	private int count;

	private boolean data;

	/**
	 * Creates the digest of a script without statements.
	 */
	public SemanticDigest() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Digests a whole script.
	 * @param script the script's name as people know it
	 * @param reader the script's text
	 * @return the digest
	 * @throws ScriptException if the script cannot be read as SQL for a server
	 * @throws UncheckedIOException if reading fails
	 */
	public static SemanticDigest of(String script, Reader reader) {
		SemanticDigest digest = new SemanticDigest();
		try (StatementReader statements = StatementReader.of(script, reader)) {
			for (Statement statement = statements.next(); statement != null; statement = statements.next()) {
				digest.add(statement);
				if (!statement.isEmpty() && statement.kind().isCopyFromStdin()) {
					digest.addCopyData(statements.copyData());
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return digest;
	}

	/**
	 * Adds a statement; an empty one makes no difference.
	 * @param statement the statement
	 */
	public void add(Statement statement) {
		if (statement.isEmpty()) {
			return;
		}
		endData();
		String text = statement.text();
		Lexer lexer = statement.lexer();
		int semicolons = 0;
		while (lexer.next()) {
			if (lexer.type() == Token.Type.SYMBOL && text.charAt(lexer.start()) == ';') {
				semicolons++;
				continue;
			}
			for (; semicolons > 0; semicolons--) {
				write(0x80 + Token.Type.SYMBOL.ordinal());
				write(';');
			}
			write(0x80 + lexer.type().ordinal());
			token(text, lexer);
		}
		write(END_OF_STATEMENT);
	}

	private void token(String text, Lexer lexer) {
		boolean word = lexer.type() == Token.Type.WORD;
		for (int i = lexer.start(); i < lexer.end(); i++) {
			char c = text.charAt(i);
			put((word && c >= 'A' && c <= 'Z') ? (char) (c | 0x20) : c);
		}
	}

	/**
	 * Adds the data of the {@code COPY … FROM STDIN} that was added last.
	 * @param reader the data, read to its end and not closed
	 */
	public void addCopyData(Reader reader) {
		char[] chars = new char[8192];
		try {
			for (int read = reader.read(chars); read >= 0; read = reader.read(chars)) {
				addCopyData(chars, 0, read);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Adds a piece of the data of the {@code COPY … FROM STDIN} that was added last.
	 * @param chars holds the piece
	 * @param offset where it starts
	 * @param length its length
	 */
	public void addCopyData(char[] chars, int offset, int length) {
		if (!this.data && length > 0) {
			this.data = true;
			write(DATA);
		}
		for (int i = offset; i < offset + length; i++) {
			put(chars[i]);
		}
	}

	private void endData() {
		if (this.data) {
			this.data = false;
			write(END_OF_DATA);
		}
	}

	private void put(char c) {
		if (c < 0x80) {
			write(c);
		}
		else {
			write(WIDE);
			write(c >> 8);
			write(c);
		}
	}

	private void write(int b) {
		if (this.count == this.buffer.length) {
			flush();
		}
		this.buffer[this.count++] = (byte) b;
	}

	private void flush() {
		this.digest.update(this.buffer, 0, this.count);
		this.count = 0;
	}

	/**
	 * The digest of what was added so far; more may be added afterwards.
	 * @return 64 hexadecimal digits in lower case
	 */
	public String hex() {
		flush();
		try {
			MessageDigest copy = (MessageDigest) this.digest.clone();
			if (this.data) {
				copy.update((byte) END_OF_DATA);
			}
			return HexFormat.of().formatHex(copy.digest());
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("SHA-256 cannot be cloned here", ex);
		}
	}

}
