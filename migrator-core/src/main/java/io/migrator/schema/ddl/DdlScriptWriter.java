package io.migrator.schema.ddl;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.migrator.schema.Kind;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import io.migrator.sql.TransactionRule;
import org.jspecify.annotations.Nullable;

/**
 * Writes scripts as migrations that a person would sign: one for each part that needs a
 * transaction of its own or none, statements about one thing together, and a word where
 * data is lost.
 */
public final class DdlScriptWriter {

	private DdlScriptWriter() {
	}

	/**
	 * Writes a script.
	 * @param script the script
	 * @return its migrations in their order, none if it has no steps
	 */
	public static List<ScriptFile> write(DdlScript script) {
		List<List<DdlStep>> parts = script.parts();
		List<ScriptFile> files = new ArrayList<>();
		Map<String, Integer> used = new HashMap<>();
		for (List<DdlStep> part : parts) {
			String suffix = "";
			if (parts.size() > 1) {
				String word = word(part);
				int times = used.merge(word, 1, Integer::sum);
				suffix = (times > 1) ? word + "_" + times : word;
			}
			files.add(new ScriptFile(suffix, text(part)));
		}
		return files;
	}

	private static String word(List<DdlStep> part) {
		return switch (part.get(0).mode()) {
			case BEFOREHAND -> "prepare";
			case TRANSACTION -> "change";
			case OUTSIDE ->
				part.stream().allMatch((step) -> step.subject().kind() == Kind.INDEX) ? "indexes" : "outside";
			case AFTERWARDS -> "finish";
		};
	}

	private static String text(List<DdlStep> part) {
		StringBuilder text = new StringBuilder();
		if (part.get(0).mode() == DdlStep.Mode.OUTSIDE && !isSeenByItself(part)) {
			text.append("-- migrator: non-transactional\n\n");
		}
		DdlStep previous = null;
		for (DdlStep step : part) {
			if (previous != null && isNewGroup(previous, step)) {
				text.append('\n');
			}
			if (step.loss() != null) {
				text.append("-- loses: ").append(step.loss().replaceAll("\\s+", " ")).append('\n');
			}
			text.append(step.sql().strip()).append(";\n");
			previous = step;
		}
		return text.toString();
	}

	/** What PostgreSQL refuses in a transaction, the engine runs outside unasked. */
	private static boolean isSeenByItself(List<DdlStep> part) {
		return part.stream().allMatch((step) -> {
			try (StatementReader reader = StatementReader.of("", new StringReader(step.sql()))) {
				Statement statement = reader.next();
				return statement != null && statement.kind().transactionRule() == TransactionRule.OUTSIDE;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static boolean isNewGroup(DdlStep previous, DdlStep step) {
		boolean sameThing = topic(previous).equals(topic(step));
		boolean small = isOneLine(previous) && isOneLine(step) && step.loss() == null;
		return !small || !sameThing && !command(previous).equals(command(step));
	}

	private static boolean isOneLine(DdlStep step) {
		return step.sql().indexOf('\n') < 0;
	}

	private static String topic(DdlStep step) {
		@Nullable String schema = step.subject().schema();
		return schema + "." + step.subject().name();
	}

	private static String command(DdlStep step) {
		String[] words = step.sql().split("\\s+", 3);
		return (words.length > 1) ? words[0] + " " + words[1] : words[0];
	}

}
