package io.migrator.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * Repeated measurements by name.
 *
 * @param <T> what one run yields
 */
final class Samples<T> {

	private final Map<String, List<T>> runs = new LinkedHashMap<>();

	/**
	 * Runs all of them in turn, round after round, so that a busy moment hits each alike.
	 * @param <T> what one run yields
	 * @param rounds how often
	 * @param subjects what to run
	 * @return the measurements
	 * @throws Exception if a run fails
	 */
	static <T> Samples<T> interleaved(int rounds, Map<String, Callable<T>> subjects) throws Exception {
		Samples<T> samples = new Samples<>();
		for (int round = 0; round < rounds; round++) {
			for (Map.Entry<String, Callable<T>> subject : subjects.entrySet()) {
				samples.add(subject.getKey(), subject.getValue().call());
			}
		}
		return samples;
	}

	void add(String name, T run) {
		this.runs.computeIfAbsent(name, (key) -> new ArrayList<>()).add(run);
	}

	Set<String> names() {
		return this.runs.keySet();
	}

	/**
	 * The middle one of a figure.
	 * @param name whose
	 * @param figure taken of each run
	 * @return the median
	 */
	double median(String name, ToDoubleFunction<T> figure) {
		List<Double> values = new ArrayList<>();
		this.runs.getOrDefault(name, List.of()).forEach((run) -> values.add(figure.applyAsDouble(run)));
		Collections.sort(values);
		int middle = values.size() / 2;
		if (values.isEmpty()) {
			return Double.NaN;
		}
		return (values.size() % 2 == 1) ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
	}

}
