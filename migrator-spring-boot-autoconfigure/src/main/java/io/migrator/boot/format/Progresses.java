package io.migrator.boot.format;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.migrator.backfill.BackfillStatus.Progress;

/**
 * Says how far a backfill is; what is an estimate says so.
 */
public final class Progresses {

	private Progresses() {
	}

	/**
	 * Describes a progress.
	 * @param progress the progress
	 * @return such as
	 * {@code about 45 % done, 1,234,567 rows, 12,300 rows/s, about 2 min left}
	 */
	public static String describe(Progress progress) {
		List<String> parts = new ArrayList<>();
		parts.add("about " + percent(progress) + " done");
		parts.add(rows(progress.rowsDone()));
		if (progress.rowsPerSecond() != null) {
			parts.add(rate(progress.rowsPerSecond()));
		}
		if (progress.remaining() != null) {
			parts.add("about " + about(progress.remaining()) + " left");
		}
		if (progress.rounds() > 1) {
			parts.add("round " + progress.rounds());
		}
		if (progress.quarantined() > 0) {
			parts.add(number(progress.quarantined()) + " in quarantine");
		}
		return String.join(", ", parts);
	}

	/**
	 * The part that is done.
	 * @param progress the progress
	 * @return such as {@code 45 %}, never {@code 100 %} for what is not all
	 */
	public static String percent(Progress progress) {
		return (int) (progress.fraction() * 100) + " %";
	}

	/**
	 * A number of rows.
	 * @param rows the number
	 * @return such as {@code 1,234 rows}
	 */
	public static String rows(long rows) {
		return number(rows) + ((rows == 1) ? " row" : " rows");
	}

	/**
	 * A number that can be large.
	 * @param number the number
	 * @return such as {@code 1,234}
	 */
	public static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	/**
	 * A speed.
	 * @param rowsPerSecond rows per second
	 * @return such as {@code 12,300 rows/s}
	 */
	public static String rate(double rowsPerSecond) {
		return ((rowsPerSecond < 10) ? String.format(Locale.ROOT, "%.1f", rowsPerSecond)
				: number(Math.round(rowsPerSecond))) + " rows/s";
	}

	/**
	 * A duration that is an estimate, no more exact than estimates are.
	 * @param duration the duration
	 * @return such as {@code 40 s}, {@code 3 min}, {@code 2 h 10 min} or {@code 3 days}
	 */
	public static String about(Duration duration) {
		long seconds = Math.max(1, duration.toSeconds());
		if (seconds < 90) {
			return seconds + " s";
		}
		long minutes = (seconds + 30) / 60;
		if (minutes < 90) {
			return minutes + " min";
		}
		if (minutes < 48 * 60) {
			long tens = (minutes + 5) / 10 * 10;
			return (tens / 60) + " h" + ((tens % 60 != 0) ? " " + tens % 60 + " min" : "");
		}
		return Math.round(minutes / (24 * 60.0)) + " days";
	}

	/**
	 * A number of bytes.
	 * @param bytes the number
	 * @return such as {@code 812 bytes}, {@code 34 kB} or {@code 1.2 GB}, as PostgreSQL
	 * counts them
	 */
	public static String bytes(long bytes) {
		if (bytes < 10 * 1024) {
			return bytes + " bytes";
		}
		double value = bytes;
		int unit = -1;
		while (value >= 1024 && unit < 3) {
			value /= 1024;
			unit++;
		}
		String name = List.of("kB", "MB", "GB", "TB").get(unit);
		return String.format(Locale.ROOT, (value < 10) ? "%.1f %s" : "%.0f %s", value, name);
	}

}
