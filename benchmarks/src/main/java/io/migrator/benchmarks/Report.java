package io.migrator.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns what was measured into a Markdown page. What is not measured this time stays as
 * it was measured last, with its date.
 */
final class Report {

	private static final String HEADING = "\n## ";

	private static final String INTRO = """
			# Benchmarks

			Written by `./benchmarks/run`, which measures what belongs together side by side in one run. Compare ratios; the \
			times belong to the machine. Figures are medians of interleaved rounds. What misses its target says **no**.
			""";

	private Report() {
	}

	/**
	 * Writes a page.
	 * @param before the page that was written last, empty if there is none
	 * @param facts what the sections were measured on
	 * @param sections what was measured
	 * @param titles the titles of all sections there are, in their order; others are left
	 * out
	 * @return the page
	 */
	static String markdown(String before, String facts, List<Section> sections, List<String> titles) {
		Map<String, String> bodies = new LinkedHashMap<>();
		for (String part : ("\n" + before).split(HEADING)) {
			bodies.put(part.lines().findFirst().orElse(""), part.strip());
		}
		sections.forEach((section) -> bodies.put(section.title(), body(section, facts).strip()));
		StringBuilder page = new StringBuilder(INTRO);
		for (String title : titles) {
			if (bodies.containsKey(title)) {
				page.append(HEADING).append(bodies.get(title)).append('\n');
			}
		}
		return page.toString();
	}

	private static String body(Section section, String facts) {
		StringBuilder body = new StringBuilder(section.title()).append("\n\n").append(section.intro()).append("\n\n");
		table(body, section.rows());
		if (!section.targets().isEmpty()) {
			List<List<String>> rows = new ArrayList<>();
			rows.add(List.of("to reach", "target", "measured", "reached"));
			for (Section.Target target : section.targets()) {
				rows.add(List.of(target.what(), target.goal(), target.figure(), target.reached() ? "yes" : "**no**"));
			}
			table(body.append('\n'), rows);
		}
		return body.append('\n').append(facts).append('\n').toString();
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
