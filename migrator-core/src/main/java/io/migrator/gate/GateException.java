package io.migrator.gate;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.error.Spelling;

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
			.sorted(Comparator.comparingInt((String name) -> Spelling.apart(wanted, name))
				.thenComparing(String::compareTo))
			.limit(SHOWN)
			.toList();
		String others = near.stream().skip(1).sorted().collect(Collectors.joining(", "));
		return "Did you mean " + near.get(0) + "?" + (others.isEmpty() ? "" : " There is also " + others
				+ ((known.size() > SHOWN) ? " and " + (known.size() - SHOWN) + " more." : "."));
	}

	@Override
	public int exitCode() {
		return ExitCodes.INVALID;
	}

}
