package io.migrator.sql;

/**
 * A script that cannot be read as SQL for a server: names the file, the line and the
 * remedy.
 */
public class ScriptException extends RuntimeException {

	private final String script;

	private final int line;

	private final int column;

	private final String problem;

	private final String remedy;

	/**
	 * Creates an exception.
	 * @param script the script's name as people know it
	 * @param line the line, counted from 1
	 * @param column the column, counted from 1 in characters
	 * @param problem what is wrong, a phrase without a full stop
	 * @param remedy what to do about it, a sentence
	 */
	public ScriptException(String script, int line, int column, String problem, String remedy) {
		super(script + ":" + line + ":" + column + ": " + problem + ". " + remedy);
		this.script = script;
		this.line = line;
		this.column = column;
		this.problem = problem;
		this.remedy = remedy;
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

	public String problem() {
		return this.problem;
	}

	public String remedy() {
		return this.remedy;
	}

}
