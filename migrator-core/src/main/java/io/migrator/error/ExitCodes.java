package io.migrator.error;

/**
 * The exit codes of the command line, which scripts lean on.
 */
public final class ExitCodes {

	/** Done. */
	public static final int DONE = 0;

	/** Something that nobody foresaw. */
	public static final int UNEXPECTED = 1;

	/** The command line was wrong. */
	public static final int USAGE = 2;

	/** There is a difference, or something is pending, for commands that ask. */
	public static final int DIFFERENCE = 3;

	/** A migration or batch failed. */
	public static final int FAILED = 4;

	/** Files or history are invalid. */
	public static final int INVALID = 5;

	/** Waited too long for the lock. */
	public static final int LOCKED = 6;

	/** Held: something must happen first. */
	public static final int HELD = 7;

	private ExitCodes() {
	}

}
