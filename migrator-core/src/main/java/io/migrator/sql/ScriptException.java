package io.migrator.sql;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * A script that cannot be read as SQL for a server: names the file, the line and the
 * remedy.
 */
public class ScriptException extends MigratorException {

	private final String complaint;

	private final String script;

	private final int line;

	private final int column;

	/**
	 * Creates an exception.
	 * @param script the script's name as people know it
	 * @param line the line, counted from 1
	 * @param column the column, counted from 1 in characters
	 * @param problem what is wrong, a phrase without a full stop
	 * @param remedy what to do about it, a sentence
	 */
	public ScriptException(String script, int line, int column, String problem, String remedy) {
		this(script, line, column, problem, null, remedy);
	}

	private ScriptException(String script, int line, int column, String complaint, @Nullable String databaseState,
			String remedy) {
		super(script + ":" + line + ":" + column + ": " + complaint, databaseState, remedy, null);
		this.complaint = complaint;
		this.script = script;
		this.line = line;
		this.column = column;
	}

	/**
	 * The same, told to somebody whose database is involved.
	 * @param databaseState what state the database is in now
	 * @return a copy that says so
	 */
	public ScriptException inState(String databaseState) {
		ScriptException copy = new ScriptException(this.script, this.line, this.column, this.complaint, databaseState,
				nextStep());
		copy.setStackTrace(getStackTrace());
		return copy;
	}

	@Override
	public int exitCode() {
		return ExitCodes.INVALID;
	}

	/**
	 * What is wrong, without the place.
	 * @return a phrase
	 */
	public String complaint() {
		return this.complaint;
	}

	public String script() {
		return this.script;
	}

	public int line() {
		return this.line;
	}

	public int column() {
		return this.column;
	}

}
