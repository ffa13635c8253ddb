package io.migrator.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a statement does to the database, as far as its text tells; what is not understood
 * yields no fact.
 *
 * @param facts the facts, at present one at most
 */
public record StatementFacts(List<Fact> facts) {

	/**
	 * Reads a statement.
	 * @param statement the statement
	 * @return its facts
	 */
	public static StatementFacts of(Statement statement) {
		Fact fact = read(statement.tokens(), statement.kind().command());
		return new StatementFacts((fact != null) ? List.of(fact) : List.of());
	}

	/**
	 * The first fact of a type.
	 * @param <F> the type
	 * @param type the type
	 * @return the fact
	 */
	public <F extends Fact> Optional<F> find(Class<F> type) {
		return this.facts.stream().filter(type::isInstance).map(type::cast).findFirst();
	}

	private static @Nullable Fact read(Tokens tokens, String command) {
		Token first = tokens.get(0);
		if (first == null || first.type() != Token.Type.WORD) {
			return null;
		}
		return switch (first.text().toUpperCase(Locale.ROOT)) {
			case "CREATE" -> CreateReader.read(tokens);
			case "ALTER" -> AlterReader.alter(tokens);
			case "DROP" -> AlterReader.drop(tokens);
			case "REINDEX" -> reindex(tokens);
			case "SET" -> SessionReader.set(new Cursor(tokens, 1));
			case "RESET" -> SessionReader.reset(new Cursor(tokens, 1));
			case "SELECT" -> SessionReader.config(tokens);
			default -> WorkReader.read(new Cursor(tokens, 1), command);
		};
	}

	private static @Nullable Fact reindex(Tokens tokens) {
		Cursor cursor = new Cursor(tokens, 1);
		cursor.skipParentheses();
		String target = cursor.identifier();
		if (target == null) {
			return null;
		}
		cursor.accept("concurrently");
		return new Fact.Reindex(target.toUpperCase(Locale.ROOT), cursor.name(), ReindexKind.isConcurrent(tokens));
	}

}
