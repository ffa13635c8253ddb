package io.migrator.boot.format;

import java.time.Duration;
import java.util.Locale;

/**
 * Writes durations as people read them.
 */
public final class Durations {

	private Durations() {
	}

	/**
	 * Formats a duration.
	 * @param duration the duration
	 * @return such as {@code 34 ms}, {@code 1.2 s} or {@code 3 min 12 s}
	 */
	public static String format(Duration duration) {
		long millis = duration.toMillis();
		if (millis < 1_000) {
			return millis + " ms";
		}
		if (millis < 60_000) {
			return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
		}
		if (duration.toHours() == 0) {
			return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
		}
		return duration.toHours() + " h " + duration.toMinutesPart() + " min";
	}

}
