package io.migrator.shadow;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.ddl.DdlStep;
import org.jspecify.annotations.Nullable;

/**
 * What came out when a script was tried.
 */
public sealed interface ProofResult {

	/**
	 * Whether the script does what it promises.
	 * @return whether nothing was left over and nothing failed
	 */
	default boolean isProved() {
		return this instanceof Proved;
	}

	/**
	 * The script leads exactly where it shall.
	 */
	record Proved() implements ProofResult {

		@Override
		public String toString() {
			return "proved";
		}

	}

	/**
	 * All statements ran, but something is not as it shall be.
	 *
	 * @param stage when that was seen
	 * @param differences from what came out to what was wanted
	 */
	record Residue(Stage stage, List<Difference> differences) implements ProofResult {

		public Residue {
			differences = List.copyOf(differences);
		}

		@Override
		public String toString() {
			StringBuilder text = new StringBuilder(this.stage.words()).append(" leaves:");
			this.differences.forEach((difference) -> text.append("\n  ").append(difference));
			return text.toString();
		}

	}

	/**
	 * A statement failed.
	 *
	 * @param stage in which script
	 * @param step the statement
	 * @param sqlState the server's code
	 * @param message what the server said
	 * @param position the character of the statement that it points at, from 1, or 0 if
	 * it points at none
	 */
	record Failed(Stage stage, DdlStep step, @Nullable String sqlState, String message,
			int position) implements ProofResult {

		@Override
		public String toString() {
			return this.stage.words() + " fails: " + this.message + " (" + this.sqlState + ")\n  " + this.step.sql();
		}

	}

	/**
	 * What was tried when.
	 */
	enum Stage {

		/** Making the schema that the script begins with. */
		CLONE("making the schema to begin with"),

		/** The script itself. */
		SCRIPT("the script"),

		/** The way back. */
		REVERSE("the way back");

		private final String words;

		Stage(String words) {
			this.words = words;
		}

		String words() {
			return this.words;
		}

	}

}
