package io.migrator.develop;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;

/**
 * Something that is not done unless somebody says so once more.
 */
public final class RefusedException extends MigratorException {

	/**
	 * Refuses.
	 * @param problem what is refused and why
	 * @param nextStep what to do instead
	 */
	public RefusedException(String problem, String nextStep) {
		super(problem, "nothing was changed", nextStep, null);
	}

	/**
	 * Refuses to lose data.
	 * @param comparison what is to be done
	 * @param accepted whether somebody said that it may be lost
	 * @throws RefusedException if data would be lost and nobody said that it may
	 */
	public static void unlessAccepted(Comparison comparison, boolean accepted) {
		if (!accepted && !comparison.losses().isEmpty()) {
			StringBuilder hints = new StringBuilder();
			comparison.guesses().forEach((guess) -> hints.append("Note that ").append(guess.hint()).append(". "));
			throw new RefusedException("This would lose data: " + String.join("; ", comparison.losses())
					+ "\nThe script would be:\n" + comparison.sql().strip(),
					hints + "If that is meant, say --accept-loss.");
		}
	}

	@Override
	public int exitCode() {
		return ExitCodes.HELD;
	}

}
