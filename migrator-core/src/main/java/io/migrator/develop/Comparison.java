package io.migrator.develop;

import java.util.List;

import io.migrator.schema.SchemaDiff;
import io.migrator.schema.ddl.RenameGuess;

/**
 * How two schemas differ, and the proved way from the one to the other.
 *
 * @param from what the one is called
 * @param to what the other is called
 * @param diff what differs
 * @param parts the migrations that lead from the one to the other, in order; none if
 * nothing differs
 * @param guesses what may be renames
 * @param warnings what people should know of the shadow
 */
public record Comparison(String from, String to, SchemaDiff diff, List<DraftPart> parts, List<RenameGuess> guesses,
		List<String> warnings) {

	public Comparison {
		parts = List.copyOf(parts);
		guesses = List.copyOf(guesses);
		warnings = List.copyOf(warnings);
	}

	public boolean isEmpty() {
		return this.diff.isEmpty();
	}

	/**
	 * All statements, in order.
	 * @return the text of a script
	 */
	public String sql() {
		return String.join("\n", this.parts.stream().map(DraftPart::up).toList());
	}

	/**
	 * What is lost on the way.
	 * @return a few words for each step that loses data
	 */
	public List<String> losses() {
		return this.parts.stream().flatMap((part) -> part.losses().stream()).distinct().toList();
	}

}
