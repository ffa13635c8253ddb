package io.migrator.migration;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The tools that keep both directions of a migration in one file, by the marks that they
 * put at the start of a line.
 */
enum SectionTool {

	GOOSE("goose", "-- +goose Up", "-- +goose Down", "^--\\s*\\+goose\\s+(up|down|envsub\\s+on|statementend)\\s*$"),

	DBMATE("dbmate", "-- migrate:up", "-- migrate:down", "^--\\s*migrate:(up|down)(?:\\s.*)?$"),

	SQL_MIGRATE("sql-migrate", "-- +migrate Up", "-- +migrate Down",
			"^--\\s*\\+migrate\\s+(up|down|statementend)(?:\\s.*)?$");

	private final String toolName;

	private final String up;

	private final String down;

	private final String regex;

	/** Most starts meet no mark, so it is compiled for the first one. */
	private volatile @Nullable Pattern pattern;

	SectionTool(String toolName, String up, String down, String regex) {
		this.toolName = toolName;
		this.up = up;
		this.down = down;
		this.regex = regex;
	}

	String toolName() {
		return this.toolName;
	}

	String up() {
		return this.up;
	}

	String down() {
		return this.down;
	}

	@Nullable Mark mark(String line) {
		Pattern pattern = this.pattern;
		if (pattern == null) {
			pattern = Pattern.compile(this.regex, Pattern.CASE_INSENSITIVE);
			this.pattern = pattern;
		}
		Matcher matcher = pattern.matcher(line);
		if (!matcher.matches()) {
			return null;
		}
		return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
			case "up" -> Mark.UP;
			case "down" -> Mark.DOWN;
			case "statementend" -> Mark.STATEMENT_END;
			default -> Mark.SUBSTITUTION;
		};
	}

	static @Nullable SectionTool of(String line) {
		if (line.indexOf("goose") < 0 && line.indexOf("migrate") < 0) {
			return null;
		}
		for (SectionTool tool : values()) {
			if (tool.mark(line) != null) {
				return tool;
			}
		}
		return null;
	}

	/**
	 * What a marked line says.
	 */
	enum Mark {

		UP, DOWN,

		/** A statement ends here, whether or not a semicolon says so. */
		STATEMENT_END,

		/** goose is to put environment variables in, which the migrator does not do. */
		SUBSTITUTION

	}

}
