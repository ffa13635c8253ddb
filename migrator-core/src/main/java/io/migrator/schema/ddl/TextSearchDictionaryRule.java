package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;

/**
 * Dictionaries for text search.
 */
final class TextSearchDictionaryRule implements Rule {

	private static final Pattern OPTION = Pattern
		.compile("(\"(?:[^\"]|\"\")*\"|[^\\s=,]+)\\s*=\\s*(E?'(?:[^']|'')*'|[^\\s,]+)");

	@Override
	public void create(Fact fact, Work work) {
		List<String> lines = new ArrayList<>();
		lines.add("TEMPLATE = " + fact.required("template"));
		options(fact).forEach((name, value) -> lines.add(name + " = " + value));
		work.create(fact, "CREATE TEXT SEARCH DICTIONARY " + Targets.name(fact.id()) + " (\n    "
				+ String.join(",\n    ", lines) + "\n)");
	}

	private static Map<String, String> options(Fact fact) {
		Map<String, String> options = new LinkedHashMap<>();
		String text = fact.text("options");
		Matcher matcher = OPTION.matcher((text != null) ? text : "");
		while (matcher.find()) {
			options.put(matcher.group(1), matcher.group(2));
		}
		return options;
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP TEXT SEARCH DICTIONARY " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return change.attributes().equals(List.of("options")) ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		List<String> changes = new ArrayList<>();
		Map<String, String> now = options(after);
		options(before).keySet().stream().filter((name) -> !now.containsKey(name)).forEach(changes::add);
		now.forEach((name, value) -> changes.add(name + " = " + value));
		work.alter(after.id(),
				"ALTER TEXT SEARCH DICTIONARY " + Targets.name(after.id()) + " (" + String.join(", ", changes) + ")");
	}

}
