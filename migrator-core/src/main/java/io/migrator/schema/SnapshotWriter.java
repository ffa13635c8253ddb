package io.migrator.schema;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Writes a snapshot as tables of texts, kinds, names of objects, and facts that refer to
 * them by number. All numbers are written in as few bytes as they need.
 */
final class SnapshotWriter {

	/** What means something only in the database that it was read from, and secrets. */
	private static final Set<String> NOT_KEPT = Set.of("_columns", "_foreign_columns", "_references", "_actions",
			"_secrets", "_connection");

	private final SchemaSnapshot snapshot;

	private final Map<String, Integer> texts = new LinkedHashMap<>();

	private final Map<ObjectId, Integer> ids = new LinkedHashMap<>();

	SnapshotWriter(SchemaSnapshot snapshot) {
		this.snapshot = snapshot;
	}

	void write(DataOutputStream out) throws IOException {
		number(out, this.snapshot.serverVersion());
		List<int[]> kinds = new ArrayList<>();
		this.snapshot.knowledge().attributes(this.snapshot.facts()).forEach((kind, all) -> {
			List<String> kept = all.stream().filter(SnapshotWriter::isKept).toList();
			kinds.add(numbers(text(kind.name()), kept.stream().mapToInt(this::text).toArray()));
		});
		this.snapshot.facts().forEach((fact) -> id(fact.id()));
		List<int[]> facts = new ArrayList<>(this.snapshot.facts().size());
		this.snapshot.facts().forEach((fact) -> facts.add(fact(fact)));
		List<int[]> ids = new ArrayList<>(this.ids.size());
		this.ids.keySet()
			.forEach((id) -> ids
				.add(new int[] { text(id.kind().name()), optional(id.schema()), text(id.name()), optional(id.sub()) }));
		number(out, this.texts.size());
		for (String text : this.texts.keySet()) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			number(out, bytes.length);
			out.write(bytes);
		}
		table(out, kinds);
		table(out, ids);
		table(out, facts);
	}

	static boolean isKept(String attribute) {
		return !NOT_KEPT.contains(attribute);
	}

	/**
	 * The parent, the number of dependencies, these, and then name and value by turns.
	 */
	private int[] fact(Fact fact) {
		List<Integer> numbers = new ArrayList<>();
		numbers.add((fact.parent() != null) ? id(fact.parent()) + 1 : 0);
		numbers.add(fact.dependencies().size());
		fact.dependencies().forEach((dependency) -> numbers.add(id(dependency)));
		for (String name : fact.attributes().names()) {
			if (isKept(name)) {
				numbers.add(text(name));
				value(fact.attributes().value(name), numbers);
			}
		}
		return numbers.stream().mapToInt(Integer::intValue).toArray();
	}

	/** Zero and a text, or the length of a list plus one and its texts. */
	private void value(@Nullable Object value, List<Integer> numbers) {
		if (value instanceof List<?> list) {
			numbers.add(list.size() + 1);
			list.forEach((element) -> numbers.add(text((String) element)));
		}
		else if (value != null) {
			numbers.add(0);
			numbers.add(text((String) value));
		}
	}

	private int text(String text) {
		Integer known = this.texts.putIfAbsent(text, this.texts.size());
		return (known != null) ? known : this.texts.size() - 1;
	}

	private int optional(@Nullable String text) {
		return (text != null) ? text(text) + 1 : 0;
	}

	private int id(ObjectId id) {
		Integer known = this.ids.putIfAbsent(id, this.ids.size());
		return (known != null) ? known : this.ids.size() - 1;
	}

	private static int[] numbers(int first, int[] others) {
		int[] numbers = new int[others.length + 1];
		numbers[0] = first;
		System.arraycopy(others, 0, numbers, 1, others.length);
		return numbers;
	}

	private static void table(DataOutputStream out, List<int[]> rows) throws IOException {
		number(out, rows.size());
		for (int[] row : rows) {
			number(out, row.length);
			for (int number : row) {
				number(out, number);
			}
		}
	}

	private static void number(DataOutputStream out, int number) throws IOException {
		int rest = number;
		while (rest > 0x7f) {
			out.write(rest & 0x7f | 0x80);
			rest >>>= 7;
		}
		out.write(rest);
	}

}
