package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.scaffold.ScaffoldRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The kinds of changes that can be scaffolded.
 */
final class ScaffoldKinds {

	private ScaffoldKinds() {
	}

	/**
	 * Gives a column another name.
	 */
	@Command(name = "rename-column", description = "Give a column another name.")
	static class RenameColumn extends AnyScaffoldCommand {

		@Parameters(index = "2", paramLabel = "<new>", description = "Its new name.")
		String to = "";

		@Override
		ScaffoldRequest request() {
			return new ScaffoldRequest.RenameColumn(this.table, this.column, this.to);
		}

	}

	/**
	 * Gives a column another type.
	 */
	@Command(name = "change-type", description = "Give a column another type: under the same name if PostgreSQL takes "
			+ "either type for the other, else in a new column.")
	static class ChangeType extends AnyScaffoldCommand {

		@Parameters(index = "2", paramLabel = "<type>", description = "Its new type, such as bigint.")
		String type = "";

		@Option(names = "--to", paramLabel = "<new>", description = "The new column, which has another name for good.")
		@Nullable String to;

		@Option(names = "--using", paramLabel = "<expression>",
				description = "The new value, worked out from the row; a cast if it is left out.")
		@Nullable String using;

		@Option(names = "--back", paramLabel = "<expression>",
				description = "The old value, worked out from the new column. Without it and with --using, the new version "
						+ "has to write both columns.")
		@Nullable String back;

		@Override
		ScaffoldRequest request() {
			return new ScaffoldRequest.ChangeType(this.table, this.column, this.type, this.using, this.back, this.to);
		}

	}

	/**
	 * Lets a column hold no NULL any more.
	 */
	@Command(name = "add-not-null", description = "Let a column hold no NULL any more.")
	static class AddNotNull extends AnyScaffoldCommand {

		@Option(names = "--value", paramLabel = "<expression>",
				description = "What takes the place of NULL, worked out from the row; without it there must be none.")
		@Nullable String value;

		@Override
		ScaffoldRequest request() {
			return new ScaffoldRequest.AddNotNull(this.table, this.column, this.value);
		}

	}

	/**
	 * Puts what is in one column into several.
	 */
	@Command(name = "split-column", description = "Put what is in one column into several.")
	static class SplitColumn extends AnyScaffoldCommand {

		@Option(names = "--into", paramLabel = "<column>=<expression>", required = true,
				description = "A new column, and its value worked out from the row; once for each of them.")
		List<String> into = List.of();

		@Option(names = "--join", paramLabel = "<expression>",
				description = "The old value, worked out from the new columns. Without it the new version has to write all "
						+ "of them.")
		@Nullable String join;

		@Override
		ScaffoldRequest request() {
			List<ScaffoldRequest.Part> parts = new ArrayList<>();
			for (String part : this.into) {
				int equals = part.indexOf('=');
				if (equals < 1 || part.substring(equals + 1).isBlank()) {
					throw new NoPartException(part);
				}
				parts.add(new ScaffoldRequest.Part(part.substring(0, equals).strip(),
						part.substring(equals + 1).strip()));
			}
			return new ScaffoldRequest.SplitColumn(this.table, this.column, parts, this.join);
		}

	}

	/**
	 * Takes a column away.
	 */
	@Command(name = "drop-column", description = "Take a column away.")
	static class DropColumn extends AnyScaffoldCommand {

		@Override
		ScaffoldRequest request() {
			return new ScaffoldRequest.DropColumn(this.table, this.column);
		}

	}

	/**
	 * Words that do not say what a new column is to hold.
	 */
	static final class NoPartException extends MigratorException {

		NoPartException(String word) {
			super("'" + word + "' does not say what a new column is to hold", null,
					"Say --into <column>=<expression>, such as --into \"first_name=split_part(name, ' ', 1)\".", null);
		}

		@Override
		public int exitCode() {
			return ExitCodes.USAGE;
		}

	}

}
