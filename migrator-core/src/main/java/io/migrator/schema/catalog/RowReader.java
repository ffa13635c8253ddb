package io.migrator.schema.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.migrator.schema.Attributes;
import io.migrator.schema.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a {@link Section}.
 */
final class RowReader {

	private static final Set<String> ADDRESS = Set.of("kind", "oid", "subid", "schema", "name", "sub", "_parent",
			"_also");

	private static final Set<String> EXPRESSIONS = Set.of("definition", "expression", "check");

	/** Types and owners are the same few texts again and again. */
	private final Map<String, String> texts = new HashMap<>();

	void read(Section section, ResultSet results, Consumer<Row> rows) throws SQLException {
		ResultSetMetaData columns = results.getMetaData();
		Map<String, Integer> positions = new HashMap<>();
		List<String> attributes = new ArrayList<>();
		for (int i = 1; i <= columns.getColumnCount(); i++) {
			String label = columns.getColumnLabel(i);
			positions.put(label, i);
			if (!ADDRESS.contains(label)) {
				attributes.add(label);
			}
		}
		String[] names = attributes.toArray(String[]::new);
		Arrays.sort(names);
		int[] indexes = new int[names.length];
		boolean[] lists = new boolean[names.length];
		boolean[] expressions = new boolean[names.length];
		for (int i = 0; i < names.length; i++) {
			indexes[i] = results.findColumn(names[i]);
			lists[i] = columns.getColumnType(indexes[i]) == Types.ARRAY;
			expressions[i] = EXPRESSIONS.contains(names[i]);
		}
		int oid = results.findColumn("oid");
		int kind = results.findColumn("kind");
		while (results.next()) {
			@Nullable Object[] values = new Object[names.length];
			for (int i = 0; i < names.length; i++) {
				values[i] = lists[i] ? list(results.getArray(indexes[i]))
						: shared(expressions[i] ? expression(results, indexes[i]) : results.getString(indexes[i]));
			}
			Integer subid = positions.get("subid");
			Address address = new Address(section.catalog(), results.getLong(oid),
					(subid != null) ? results.getInt(subid) : 0);
			String parent = plain(results, positions.get("_parent"));
			rows.accept(new Row(Kind.valueOf(results.getString(kind)), address,
					(parent != null) ? Address.parse(parent) : (address.sub() != 0) ? address.whole() : null,
					plain(results, positions.get("_also")), text(results, positions.get("schema")),
					text(results, positions.get("name")), text(results, positions.get("sub")),
					Attributes.of(names, values)));
		}
	}

	private static @Nullable String expression(ResultSet results, int position) throws SQLException {
		String expression = results.getString(position);
		return (expression != null) ? Deparse.normalise(expression) : null;
	}

	/** No two of these are the same. */
	private static @Nullable String plain(ResultSet results, @Nullable Integer position) throws SQLException {
		return (position != null) ? results.getString(position) : null;
	}

	private @Nullable String text(ResultSet results, @Nullable Integer position) throws SQLException {
		return (position != null) ? shared(results.getString(position)) : null;
	}

	private @Nullable String shared(@Nullable String text) {
		if (text == null || text.length() > 40) {
			return text;
		}
		String known = this.texts.putIfAbsent(text, text);
		return (known != null) ? known : text;
	}

	private static @Nullable List<String> list(@Nullable Array array) throws SQLException {
		return (array != null) ? List.of((String[]) array.getArray()) : null;
	}

}
