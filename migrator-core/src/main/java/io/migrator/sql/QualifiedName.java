package io.migrator.sql;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The name of an object as the server understands it: folded, without quotes, cut at 63
 * bytes.
 *
 * @param schema the schema, or {@code null} if the search path decides
 * @param name the name
 */
public record QualifiedName(@Nullable String schema, String name) {

	private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

	/**
	 * Reads a name as SQL writes it.
	 * @param text such as {@code wallets} or {@code app."Wallets"}
	 * @return the name, or {@code null} if the text is none
	 */
	public static @Nullable QualifiedName parse(String text) {
		Cursor cursor = new Cursor(new Tokens(text, true), 0);
		QualifiedName name = cursor.name();
		return cursor.atEnd() ? name : null;
	}

	@Override
	public String toString() {
		return (this.schema != null) ? quote(this.schema) + "." + quote(this.name) : quote(this.name);
	}

	private static String quote(String name) {
		return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
	}

}
