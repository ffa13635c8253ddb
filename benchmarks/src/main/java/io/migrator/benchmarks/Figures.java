package io.migrator.benchmarks;

import java.util.Locale;

/**
 * Numbers as people read them.
 */
final class Figures {

	private Figures() {
	}

	/**
	 * Three significant digits, no more.
	 * @param value the number
	 * @return its text, a dash for none
	 */
	static String plain(double value) {
		if (Double.isNaN(value)) {
			return "–";
		}
		double size = Math.abs(value);
		if (size >= 100 || value == Math.rint(value)) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}
		return String.format(Locale.ROOT, (size >= 10) ? "%.1f" : "%.2f", value);
	}

	static String seconds(double millis) {
		return Double.isNaN(millis) ? "–" : plain(millis / 1000) + " s";
	}

	static String millis(double millis) {
		return Double.isNaN(millis) ? "–" : plain(millis) + " ms";
	}

	/**
	 * How many times another figure.
	 * @param value the figure
	 * @param base the other
	 * @return such as {@code 1.25×}
	 */
	static String ratio(double value, double base) {
		return (Double.isNaN(value) || Double.isNaN(base)) ? "–" : plain(value / base) + "×";
	}

	static String megabytes(double bytes) {
		return Double.isNaN(bytes) ? "–" : plain(bytes / 1e6) + " MB";
	}

}
