package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.ObjectId;

/**
 * Configurations for text search: which dictionaries see which tokens.
 */
final class TextSearchConfigurationRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, "CREATE TEXT SEARCH CONFIGURATION " + Targets.name(fact.id()) + " (PARSER = "
				+ fact.required("parser") + ")");
		map(fact.id(), "ADD", mappings(fact), work);
	}

	private static Map<String, String> mappings(Fact fact) {
		Map<String, String> mappings = new TreeMap<>();
		for (String mapping : fact.list("mappings")) {
			int at = mapping.indexOf(" WITH ");
			mappings.put(mapping.substring(0, at), mapping.substring(at + 6));
		}
		return mappings;
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP TEXT SEARCH CONFIGURATION " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return change.attributes().equals(List.of("mappings")) ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		Map<String, String> old = mappings(before);
		Map<String, String> now = mappings(after);
		List<String> gone = old.keySet().stream().filter((token) -> !now.containsKey(token)).toList();
		if (!gone.isEmpty()) {
			alter(after.id(), "DROP MAPPING FOR " + String.join(", ", gone), work);
		}
		Map<String, String> added = new TreeMap<>(now);
		added.keySet().removeAll(old.keySet());
		map(after.id(), "ADD", added, work);
		Map<String, String> changed = new TreeMap<>(now);
		changed.keySet().retainAll(old.keySet());
		changed.entrySet().removeIf((mapping) -> mapping.getValue().equals(old.get(mapping.getKey())));
		map(after.id(), "ALTER", changed, work);
	}

	private static void map(ObjectId id, String verb, Map<String, String> mappings, Work work) {
		Map<String, List<String>> tokens = new TreeMap<>();
		mappings.forEach(
				(token, dictionaries) -> tokens.computeIfAbsent(dictionaries, (key) -> new ArrayList<>()).add(token));
		tokens.forEach((dictionaries, names) -> alter(id,
				verb + " MAPPING FOR " + String.join(", ", names) + " WITH " + dictionaries, work));
	}

	private static void alter(ObjectId id, String clause, Work work) {
		work.alter(id, "ALTER TEXT SEARCH CONFIGURATION " + Targets.name(id) + " " + clause);
	}

}
