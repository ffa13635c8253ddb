package io.migrator.migration;

/**
 * Compares text the way people read it: runs of digits as numbers of any length.
 */
final class NaturalOrder {

	private NaturalOrder() {
	}

	static int compare(String left, String right) {
		int i = 0;
		int j = 0;
		while (i < left.length() && j < right.length()) {
			char a = left.charAt(i);
			char b = right.charAt(j);
			if (isDigit(a) && isDigit(b)) {
				int endOfA = endOfDigits(left, i);
				int endOfB = endOfDigits(right, j);
				int result = compareNumbers(left.substring(i, endOfA), right.substring(j, endOfB));
				if (result != 0) {
					return result;
				}
				i = endOfA;
				j = endOfB;
			}
			else {
				if (a != b) {
					return Character.compare(a, b);
				}
				i++;
				j++;
			}
		}
		return Integer.compare(left.length() - i, right.length() - j);
	}

	static int compareNumbers(String left, String right) {
		int i = leadingZeros(left);
		int j = leadingZeros(right);
		int result = Integer.compare(left.length() - i, right.length() - j);
		return (result != 0) ? result : left.substring(i).compareTo(right.substring(j));
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	static boolean isNumber(String text) {
		return !text.isEmpty() && endOfDigits(text, 0) == text.length();
	}

	static int leadingZeros(String digits) {
		int i = 0;
		while (i < digits.length() && digits.charAt(i) == '0') {
			i++;
		}
		return i;
	}

	static int endOfDigits(String text, int from) {
		int end = from;
		while (end < text.length() && isDigit(text.charAt(end))) {
			end++;
		}
		return end;
	}

}
