package io.migrator.migration;

import java.util.ArrayList;
import java.util.List;

/**
 * The leading part of a migration's name that gives its place in the order.
 * <p>
 * Segments between {@code _}, {@code .} and {@code -} compare as numbers of any length,
 * so {@code 9} comes before {@code 10}, and {@code 0001} equals {@code 1}; numbers come
 * before text, and segments that are zero at the end do not count.
 *
 * @param text the version as written, e.g. {@code 1.2}, {@code 0001},
 * {@code 20260110120000}
 */
public record Version(String text) implements Comparable<Version> {

	public Version {
		if (text.isBlank()) {
			throw new IllegalArgumentException("A version needs at least one digit or letter");
		}
	}

	@Override
	public int compareTo(Version other) {
		if (NaturalOrder.isNumber(this.text) && NaturalOrder.isNumber(other.text)) {
			return NaturalOrder.compareNumbers(this.text, other.text);
		}
		List<String> left = segments();
		List<String> right = other.segments();
		for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
			int result = compareSegments(segment(left, i), segment(right, i));
			if (result != 0) {
				return result;
			}
		}
		return 0;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Version version && compareTo(version) == 0;
	}

	@Override
	public int hashCode() {
		if (NaturalOrder.isNumber(this.text)) {
			return 31 + this.text.substring(NaturalOrder.leadingZeros(this.text)).hashCode();
		}
		int hash = 1;
		for (String segment : segments()) {
			String significant = NaturalOrder.isNumber(segment) ? segment.substring(NaturalOrder.leadingZeros(segment))
					: segment;
			hash = 31 * hash + significant.hashCode();
		}
		return hash;
	}

	@Override
	public String toString() {
		return this.text;
	}

	private List<String> segments() {
		List<String> segments = new ArrayList<>();
		int start = 0;
		for (int i = 0; i <= this.text.length(); i++) {
			if (i == this.text.length() || "_.-".indexOf(this.text.charAt(i)) >= 0) {
				segments.add(this.text.substring(start, i));
				start = i + 1;
			}
		}
		while (segments.size() > 1 && isZero(segments.get(segments.size() - 1))) {
			segments.remove(segments.size() - 1);
		}
		return segments;
	}

	private static String segment(List<String> segments, int index) {
		return (index < segments.size()) ? segments.get(index) : "0";
	}

	private static boolean isZero(String segment) {
		return NaturalOrder.leadingZeros(segment) == segment.length();
	}

	private static int compareSegments(String left, String right) {
		boolean leftNumber = left.isEmpty() || NaturalOrder.isNumber(left);
		boolean rightNumber = right.isEmpty() || NaturalOrder.isNumber(right);
		if (leftNumber && rightNumber) {
			return NaturalOrder.compareNumbers(left, right);
		}
		if (leftNumber != rightNumber) {
			return leftNumber ? -1 : 1;
		}
		int result = NaturalOrder.compare(left, right);
		return (result != 0) ? result : left.compareTo(right);
	}

}
