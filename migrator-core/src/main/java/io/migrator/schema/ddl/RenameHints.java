package io.migrator.schema.ddl;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import io.migrator.sql.Fact;
import io.migrator.sql.QualifiedName;
import io.migrator.sql.ScriptException;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementFacts;
import io.migrator.sql.StatementReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code -- migrator: renamed-from=old_name} in a file of the desired schema: in
 * the line before a statement it is about what the statement makes; within a
 * {@code CREATE TABLE}, before a column or behind it, about that column.
 */
public final class RenameHints {

	private static final Pattern HINT = Pattern
		.compile("--\\s*migrator:\\s*renamed-from=(?:\"([^\"]+)\"|'([^']+)'|(\\S+))\\s*$", Pattern.CASE_INSENSITIVE);

	private static final Pattern COLUMN = Pattern
		.compile("^[\\s,(]*(?:\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\p{L}\\p{N}_$]*))");

	private final String script;

	private final String[] lines;

	private final String defaultSchema;

	private final List<Rename> objects = new ArrayList<>();

	private final List<Rename> columns = new ArrayList<>();

	private RenameHints(String script, String text, String defaultSchema) {
		this.script = script;
		this.lines = text.split("\n", -1);
		this.defaultSchema = defaultSchema;
	}

	/**
	 * Reads the hints of a file.
	 * @param script its name, for errors
	 * @param text its text
	 * @param defaultSchema the schema of names without one
	 * @return the renames, objects before columns
	 * @throws ScriptException if a hint is not about anything that can be renamed
	 */
	public static List<Rename> read(String script, String text, String defaultSchema) {
		if (!HINT.matcher(text).find() && !text.contains("renamed-from")) {
			return List.of();
		}
		RenameHints hints = new RenameHints(script, text, defaultSchema);
		try (StatementReader reader = StatementReader.of(script, new StringReader(text))) {
			int line = 1;
			for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
				if (!statement.isEmpty()) {
					line = hints.read(statement, line);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		List<Rename> renames = new ArrayList<>(hints.objects);
		renames.addAll(hints.columns);
		return renames;
	}

	/** Looks at the lines from behind the last statement to the end of this one. */
	private int read(Statement statement, int from) {
		int last = statement.lineOf(statement.text().length());
		Fact fact = StatementFacts.of(statement).facts().stream().findFirst().orElse(null);
		for (int line = from; line < statement.line(); line++) {
			Matcher hint = HINT.matcher(this.lines[line - 1]);
			if (hint.find()) {
				this.objects.add(object(fact, oldName(hint), line));
			}
		}
		if (fact instanceof Fact.CreateTable table) {
			for (int line = statement.line(); line <= Math.min(last, this.lines.length); line++) {
				Matcher hint = HINT.matcher(this.lines[line - 1]);
				if (hint.find()) {
					this.columns.add(column(table, oldName(hint), line));
				}
			}
		}
		return last + 1;
	}

	private Rename object(@Nullable Fact fact, String oldName, int line) {
		if (fact instanceof Fact.CreateTable table) {
			return rename(Kind.TABLE, table.name(), oldName);
		}
		if (fact instanceof Fact.CreateView view) {
			return rename(view.materialized() ? Kind.MATERIALIZED_VIEW : Kind.VIEW, view.name(), oldName);
		}
		if (fact instanceof Fact.CreateEnum type) {
			return rename(Kind.ENUM, type.name(), oldName);
		}
		if (fact instanceof Fact.CreateIndex index && index.name() != null) {
			return rename(Kind.INDEX, new QualifiedName(index.table().schema(), index.name()), oldName);
		}
		if (fact instanceof Fact.CreateObject other && other.kind().equals("SEQUENCE")) {
			return rename(Kind.SEQUENCE, other.name(), oldName);
		}
		if (fact instanceof Fact.CreateObject other && other.kind().equals("DOMAIN")) {
			return rename(Kind.DOMAIN, other.name(), oldName);
		}
		throw new ScriptException(this.script, line, 1, "what follows this renamed-from cannot be renamed by it",
				"Put it before CREATE TABLE, VIEW, INDEX, SEQUENCE, DOMAIN or TYPE … AS ENUM, or before a column.");
	}

	private Rename rename(Kind kind, QualifiedName name, String oldName) {
		return new Rename(ObjectId.of(kind, schema(name), oldName), name.name());
	}

	private String schema(QualifiedName name) {
		return (name.schema() != null) ? name.schema() : this.defaultSchema;
	}

	private Rename column(Fact.CreateTable table, String oldName, int line) {
		for (int at = line; at <= this.lines.length; at++) {
			String code = this.lines[at - 1].replaceFirst("--.*$", "");
			Matcher name = COLUMN.matcher(code);
			if (name.find()) {
				String column = (name.group(1) != null) ? name.group(1).replace("\"\"", "\"")
						: name.group(2).toLowerCase(Locale.ROOT);
				if (table.columns().stream().anyMatch((known) -> known.name().equals(column))) {
					return new Rename(new ObjectId(Kind.COLUMN, schema(table.name()), table.name().name(), oldName),
							column);
				}
				break;
			}
		}
		throw new ScriptException(this.script, line, 1, "this renamed-from stands at no column of " + table.name(),
				"Put it in the line before the column, or behind the column in its line.");
	}

	private static String oldName(Matcher hint) {
		for (int group = 1; group < 3; group++) {
			if (hint.group(group) != null) {
				return hint.group(group);
			}
		}
		return hint.group(3);
	}

}
