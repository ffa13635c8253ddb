package io.migrator.gate;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;

/**
 * Somebody named a feature or a requirement that there is not.
 */
public final class GateException extends MigratorException {

	private static final int SHOWN = 10;

	private GateException(String problem, String nextStep) {
		super(problem, "nothing was changed", nextStep, null);
	}

	static GateException of(String problem, String wanted, Collection<String> known) {
		return new GateException(problem, known.isEmpty() ? "There are none." : advice(wanted, known));
	}

	private static String advice(String wanted, Collection<String> known) {
		List<String> near = known.stream()
			.sorted(Comparator.comparingInt((String name) -> distance(wanted, name)).thenComparing(String::compareTo))
			.limit(SHOWN)
			.toList();
		String others = near.stream().skip(1).sorted().collect(Collectors.joining(", "));
		return "Did you mean " + near.get(0) + "?" + (others.isEmpty() ? "" : " There is also " + others
				+ ((known.size() > SHOWN) ? " and " + (known.size() - SHOWN) + " more." : "."));
	}

	/** How many letters differ; part of a name is near to all of it. */
	private static int distance(String one, String other) {
		String left = one.toLowerCase(Locale.ROOT);
		String right = other.toLowerCase(Locale.ROOT);
		if (!left.isEmpty() && (left.contains(right) || right.contains(left))) {
			return 1;
		}
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

	@Override
	public int exitCode() {
		return ExitCodes.INVALID;
	}

}
