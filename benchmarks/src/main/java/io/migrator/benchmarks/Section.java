package io.migrator.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * One table of the report, the words above it and what was to be reached.
 *
 * @param title the heading
 * @param intro what was measured, and how
 * @param rows the table, its head first
 * @param targets what was to be reached
 */
record Section(String title, String intro, List<List<String>> rows, List<Target> targets) {

	/**
	 * A figure to reach.
	 *
	 * @param what the figure
	 * @param goal what it should be
	 * @param figure what it is
	 * @param reached whether that is enough
	 */
	record Target(String what, String goal, String figure, boolean reached) {

		static Target atMost(String what, double goal, double figure, String unit) {
			return new Target(what, "≤ " + Figures.plain(goal) + unit, Figures.plain(figure) + unit, figure <= goal);
		}

		static Target atLeast(String what, double goal, double figure, String unit) {
			return new Target(what, "≥ " + Figures.plain(goal) + unit, Figures.plain(figure) + unit, figure >= goal);
		}

	}

	static Section of(String title, String intro, String... head) {
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of(head));
		return new Section(title, intro, rows, new ArrayList<>());
	}

	void row(String... cells) {
		this.rows.add(List.of(cells));
	}

	void row(List<String> cells) {
		this.rows.add(List.copyOf(cells));
	}

	void target(Target target) {
		this.targets.add(target);
	}

}
