package io.migrator.schema;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link SnapshotWriter} writes, and what later versions add to it: rows may
 * grow longer, and there may be kinds and names that nobody knows yet.
 */
final class SnapshotParser {

	private final DataInputStream in;

	private String[] texts = {};

	private ObjectId[] ids = {};

	private @Nullable String[] laterKinds = {};

	SnapshotParser(DataInputStream in) {
		this.in = in;
	}

	SchemaSnapshot read() throws IOException {
		int serverVersion = number();
		this.texts = new String[number()];
		for (int i = 0; i < this.texts.length; i++) {
			this.texts[i] = new String(this.in.readNBytes(number()), StandardCharsets.UTF_8);
		}
		Map<Kind, Set<String>> known = new EnumMap<>(Kind.class);
		for (int[] row : table()) {
			Kind kind = kind(this.texts[row[0]]);
			if (kind != null) {
				Set<String> names = new TreeSet<>();
				Arrays.stream(row).skip(1).forEach((number) -> names.add(this.texts[number]));
				known.put(kind, names);
			}
		}
		List<int[]> ids = table();
		this.ids = new ObjectId[ids.size()];
		this.laterKinds = new String[ids.size()];
		for (int i = 0; i < this.ids.length; i++) {
			this.ids[i] = id(i, ids.get(i));
		}
		Map<Kind, String[]> names = new EnumMap<>(Kind.class);
		known.forEach((kind, all) -> names.put(kind, all.toArray(String[]::new)));
		List<int[]> rows = table();
		List<Fact> facts = new ArrayList<>(rows.size());
		for (int i = 0; i < rows.size(); i++) {
			facts.add(fact(i, rows.get(i), names));
		}
		return new SchemaSnapshot(serverVersion, facts, Knowledge.of(known));
	}

	static @Nullable Kind kind(String name) {
		for (Kind kind : Kind.values()) {
			if (kind.name().equals(name)) {
				return kind;
			}
		}
		return null;
	}

	/** The name of an object of a kind that is not known tells the kind, too. */
	static String name(String laterKind, String name) {
		return laterKind.toLowerCase(Locale.ROOT).replace('_', ' ') + " " + name;
	}

	private ObjectId id(int index, int[] row) {
		String kindName = this.texts[row[0]];
		Kind kind = kind(kindName);
		String name = this.texts[row[2]];
		if (kind == null) {
			this.laterKinds[index] = kindName;
			return new ObjectId(Kind.UNKNOWN, optional(row[1]), name(kindName, name), optional(row[3]));
		}
		return new ObjectId(kind, optional(row[1]), name, optional(row[3]));
	}

	private Fact fact(int index, int[] row, Map<Kind, String[]> namesByKind) {
		List<ObjectId> dependencies = new ArrayList<>(row[1]);
		int at = 2;
		for (int i = 0; i < row[1]; i++) {
			dependencies.add(this.ids[row[at++]]);
		}
		ObjectId id = this.ids[index];
		String[] names = namesByKind.getOrDefault(id.kind(), new String[0]);
		@Nullable Object[] values = new Object[names.length];
		Attributes others = Attributes.NONE;
		while (at < row.length) {
			String name = this.texts[row[at++]];
			int form = row[at++];
			Object value = (form == 0) ? this.texts[row[at++]] : list(row, at, form - 1);
			at += Math.max(form - 1, 0);
			int position = Arrays.binarySearch(names, name);
			if (position >= 0) {
				values[position] = value;
			}
			else {
				others = others.with(name, value);
			}
		}
		Attributes attributes = Attributes.of(names, values);
		for (String name : others.names()) {
			attributes = attributes.with(name, others.value(name));
		}
		if (this.laterKinds[index] != null) {
			attributes = attributes.with(Knowledge.LATER_KIND, this.laterKinds[index]);
		}
		return new Fact(id, (row[0] > 0) ? this.ids[row[0] - 1] : null, attributes, List.copyOf(dependencies));
	}

	private List<String> list(int[] row, int from, int length) {
		String[] list = new String[length];
		for (int i = 0; i < length; i++) {
			list[i] = this.texts[row[from + i]];
		}
		return List.of(list);
	}

	private @Nullable String optional(int number) {
		return (number > 0) ? this.texts[number - 1] : null;
	}

	private List<int[]> table() throws IOException {
		int size = number();
		List<int[]> rows = new ArrayList<>(Math.min(size, 1 << 20));
		for (int i = 0; i < size; i++) {
			int[] row = new int[number()];
			for (int j = 0; j < row.length; j++) {
				row[j] = number();
			}
			rows.add(row);
		}
		return rows;
	}

	private int number() throws IOException {
		int number = 0;
		for (int shift = 0; shift < 32; shift += 7) {
			int next = this.in.readUnsignedByte();
			number |= (next & 0x7f) << shift;
			if ((next & 0x80) == 0) {
				return number;
			}
		}
		throw new IOException("A number is too long");
	}

}
