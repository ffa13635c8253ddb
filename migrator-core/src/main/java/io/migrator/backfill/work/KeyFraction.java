package io.migrator.backfill.work;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Guesses by its keys how much of a range is done, as if they were spread evenly:
 * numbers, uuids, points in time, blocks of a table, and text by its bytes.
 */
final class KeyFraction {

	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");

	private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

	private static final Pattern TIME = Pattern
		.compile("(\\d{4,6}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)"
				+ "(?:[+-]\\d\\d(?::\\d\\d){0,2})?)?");

	private static final Pattern BLOCK = Pattern.compile("\\((\\d{1,10}),\\d{1,5}\\)");

	/** What keys can be, the strictest first; any is a text. */
	private static final List<Function<String, @Nullable BigDecimal>> MEASURES = List.of(KeyFraction::number,
			KeyFraction::uuid, KeyFraction::time, KeyFraction::block);

	/** How much of a text counts behind what all keys of a range begin with. */
	private static final int BYTES = 8;

	private KeyFraction() {
	}

	/**
	 * Guesses how much is done.
	 * @param after the key behind which the range begins
	 * @param last its last key
	 * @param position the key that was reached
	 * @return 0 to 1, or {@code null} if the keys do not tell
	 */
	static @Nullable Double of(List<String> after, List<String> last, List<String> position) {
		int columns = Math.min(after.size(), Math.min(last.size(), position.size()));
		for (int i = 0; i < columns; i++) {
			if (!after.get(i).equals(last.get(i))) {
				return of(after.get(i), last.get(i), position.get(i));
			}
		}
		return null;
	}

	private static @Nullable Double of(String after, String last, String position) {
		for (Function<String, @Nullable BigDecimal> measure : MEASURES) {
			BigDecimal from = measure.apply(after);
			BigDecimal to = measure.apply(last);
			BigDecimal at = measure.apply(position);
			if (from != null && to != null && at != null) {
				return between(from, to, at);
			}
		}
		byte[] from = after.getBytes(StandardCharsets.UTF_8);
		byte[] to = last.getBytes(StandardCharsets.UTF_8);
		int same = Math.max(Arrays.mismatch(from, to), 0);
		return between(text(from, same), text(to, same), text(position.getBytes(StandardCharsets.UTF_8), same));
	}

	private static @Nullable Double between(BigDecimal from, BigDecimal to, BigDecimal at) {
		if (from.compareTo(to) >= 0) {
			return null;
		}
		double fraction = at.subtract(from).divide(to.subtract(from), MathContext.DECIMAL64).doubleValue();
		return Math.max(0, Math.min(1, fraction));
	}

	private static @Nullable BigDecimal number(String key) {
		return NUMBER.matcher(key).matches() ? new BigDecimal(key) : null;
	}

	private static @Nullable BigDecimal uuid(String key) {
		return UUID.matcher(key).matches() ? new BigDecimal(new BigInteger(key.replace("-", ""), 16)) : null;
	}

	private static @Nullable BigDecimal time(String key) {
		Matcher matcher = TIME.matcher(key);
		if (!matcher.matches()) {
			return null;
		}
		try {
			LocalTime time = (matcher.group(2) != null) ? LocalTime.parse(matcher.group(2)) : LocalTime.MIN;
			return BigDecimal.valueOf(LocalDate.parse(matcher.group(1)).toEpochDay() * 86_400 + time.toSecondOfDay());
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable BigDecimal block(String key) {
		Matcher matcher = BLOCK.matcher(key);
		return matcher.matches() ? new BigDecimal(matcher.group(1)) : null;
	}

	private static BigDecimal text(byte[] bytes, int from) {
		byte[] magnitude = new byte[BYTES];
		if (from < bytes.length) {
			System.arraycopy(bytes, from, magnitude, 0, Math.min(BYTES, bytes.length - from));
		}
		return new BigDecimal(new BigInteger(1, magnitude));
	}

}
