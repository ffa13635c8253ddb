package io.migrator.check;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where a check stands.
 *
 * @param name the check
 * @param source its file
 * @param state where it stands
 * @param reason what it waits for, or why it counts as unchecked; {@code null} otherwise
 * @param why why it is there, as its file says, or {@code null}
 * @param checkedAt when it was last run, by the server's clock, or {@code null}
 * @param passedAt when it last passed as its file is now, or {@code null}
 * @param duration how long the last run took, or {@code null}
 * @param found what the last run found that it should not, with file and line, or
 * {@code null}
 */
public record CheckResult(String name, String source, CheckState state, @Nullable String reason, @Nullable String why,
		@Nullable Instant checkedAt, @Nullable Instant passedAt, @Nullable Duration duration, @Nullable String found) {

	/**
	 * Whether it was run and found nothing.
	 * @return whether it passed
	 */
	public boolean passed() {
		return this.state == CheckState.PASSED;
	}

	/**
	 * Whether it was run and found something.
	 * @return whether it failed
	 */
	public boolean failed() {
		return this.state == CheckState.FAILED;
	}

}
