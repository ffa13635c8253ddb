package io.migrator.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Turns what was measured into a Markdown page.
 */
final class Report {

	private Report() {
	}

	static String markdown(String facts, List<Section> sections) {
		StringBuilder page = new StringBuilder("# Benchmarks\n\n").append(facts).append('\n');
		page.append("\n## Targets\n\n");
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("figure", "target", "measured", "reached"));
		for (Section section : sections) {
			for (Section.Target target : section.targets()) {
				rows.add(List.of(target.what(), target.goal(), target.figure(), (target.reached()) ? "yes" : "**no**"));
			}
		}
		table(page, rows);
		for (Section section : sections) {
			page.append("\n## ").append(section.title()).append("\n\n").append(section.intro()).append("\n\n");
			table(page, section.rows());
		}
		return page.toString();
	}

	private static void table(StringBuilder page, List<List<String>> rows) {
		line(page, rows.get(0));
		line(page, Collections.nCopies(rows.get(0).size(), "---"));
		rows.stream().skip(1).forEach((row) -> line(page, row));
	}

	private static void line(StringBuilder page, List<String> cells) {
		page.append("| ").append(String.join(" | ", cells)).append(" |\n");
	}

}
