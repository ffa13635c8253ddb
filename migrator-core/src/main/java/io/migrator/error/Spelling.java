package io.migrator.error;

import java.util.Locale;

/**
 * Finds what somebody may have meant who misspelt it.
 */
public final class Spelling {

	private Spelling() {
	}

	/**
	 * How far two names are apart, in whichever case they are written.
	 * @param one the one name
	 * @param other the other name
	 * @return how many letters have to be changed, added or left out; 1 if the one is a
	 * part of the other
	 */
	public static int apart(String one, String other) {
		String left = one.toLowerCase(Locale.ROOT);
		String right = other.toLowerCase(Locale.ROOT);
		boolean part = !left.isEmpty() && !right.isEmpty() && (left.contains(right) || right.contains(left));
		return part ? 1 : distance(left, right);
	}

	/**
	 * How many letters have to be changed, added or left out to make one text the other.
	 * @param left the one text
	 * @param right the other text
	 * @return the number, 0 if they are equal
	 */
	public static int distance(String left, String right) {
		int[] row = new int[right.length() + 1];
		for (int j = 0; j <= right.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int replaced = diagonal + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[right.length()];
	}

}
