package io.migrator.seed;

import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.run.ScriptRefusal;
import org.jspecify.annotations.Nullable;

/**
 * A seed failed: says in which file, line and statement, what PostgreSQL said, and which
 * seeds are committed.
 */
public final class SeedFailedException extends MigratorException {

	private final String seed;

	private final @Nullable String sqlState;

	SeedFailedException(Seed seed, ScriptRefusal refusal, List<String> committed) {
		super(String.valueOf(refusal.getMessage()), state(refusal, committed), advice(refusal.sqlState()), refusal);
		this.seed = seed.name();
		this.sqlState = refusal.sqlState();
	}

	private static String state(ScriptRefusal refusal, List<String> committed) {
		String whole = refusal.isConnectionLost()
				? "the connection was lost; this seed is committed as a whole or not at all"
				: "nothing of this seed is committed";
		return whole + (committed.isEmpty() ? ", and none was run before it"
				: "; those before it are: " + String.join(", ", committed));
	}

	private static String advice(@Nullable String sqlState) {
		return switch (String.valueOf(sqlState)) {
			case "42P01", "42703", "3F000" -> "See that the migrations are applied that make what the seed fills"
					+ " ('migrator status'), then seed again.";
			case "23505" -> "Let the seed leave alone or update rows that are there already, by INSERT … ON CONFLICT,"
					+ " then seed again.";
			case "42501" -> "Let the owner of the table grant the right to the migrator's role"
					+ " (migrator.datasource.username), then seed again.";
			case "55P03" -> "Something held the lock through every attempt: end that session, or raise"
					+ " migrator.lock-timeout, then seed again.";
			default -> "Mend the seed, then seed again: all seeds are run each time.";
		};
	}

	@Override
	public int exitCode() {
		return ExitCodes.FAILED;
	}

	public String seed() {
		return this.seed;
	}

	public @Nullable String sqlState() {
		return this.sqlState;
	}

}
