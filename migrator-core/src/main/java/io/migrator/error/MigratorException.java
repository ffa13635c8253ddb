package io.migrator.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of what the migrator throws: says what happened, what state the database is in
 * now, and what to do next.
 */
public class MigratorException extends RuntimeException {

	private final String problem;

	private final @Nullable String databaseState;

	private final String nextStep;

	private volatile String furtherStep = "";

	/**
	 * Creates an exception for people to act upon.
	 * @param problem what happened, with file and line where there are any
	 * @param databaseState what state the database is in now, or {@code null} if it was
	 * never reached
	 * @param nextStep what to do next
	 * @param cause the cause, or {@code null}
	 */
	public MigratorException(String problem, @Nullable String databaseState, String nextStep,
			@Nullable Throwable cause) {
		super(problem, cause);
		this.problem = problem;
		this.databaseState = databaseState;
		this.nextStep = nextStep;
	}

	/**
	 * The exit code that the command line answers with.
	 * @return a code as documented for the command line, 1 unless a subclass knows better
	 */
	public int exitCode() {
		return ExitCodes.UNEXPECTED;
	}

	/**
	 * Adds a way out that only the caller knows of.
	 * @param step one or more sentences in the imperative
	 */
	public void addNextStep(String step) {
		this.furtherStep += "\n" + step;
	}

	@Override
	public String getMessage() {
		return this.problem + ((this.databaseState != null) ? "\nDatabase: " + this.databaseState : "") + "\nNext: "
				+ nextStep();
	}

	/**
	 * What happened.
	 * @return the problem, with file and line where there are any
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What state the database is in now.
	 * @return the state, or {@code null} if the database was never reached
	 */
	public @Nullable String databaseState() {
		return this.databaseState;
	}

	/**
	 * What to do next.
	 * @return one or more sentences in the imperative
	 */
	public String nextStep() {
		return this.nextStep + this.furtherStep;
	}

}
