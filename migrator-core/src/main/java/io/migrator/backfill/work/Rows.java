package io.migrator.backfill.work;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import io.migrator.backfill.BackfillKey;
import io.migrator.backfill.BackfillState;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Turns values of our tables into ours and back.
 */
final class Rows {

	private Rows() {
	}

	static @Nullable BackfillKey key(ResultSet row, String column) throws SQLException {
		List<String> values = texts(row, column);
		return (values != null) ? new BackfillKey(values) : null;
	}

	static @Nullable List<String> texts(ResultSet row, String column) throws SQLException {
		Array array = row.getArray(column);
		return (array != null) ? List.of((String[]) array.getArray()) : null;
	}

	static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
		int value = row.getInt(column);
		return row.wasNull() ? null : value;
	}

	/** A point in time that was read as microseconds since 1970. */
	static Instant instant(ResultSet row, String column) throws SQLException {
		long micros = row.getLong(column);
		return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
	}

	static Orders orders(ResultSet row) throws SQLException {
		return new Orders(BackfillState.of(row.getString("state")), row.getString("checksum"), integer(row, "parallel"),
				integer(row, "batch_ms"), row.getBoolean("ignores_window"), instant(row, "now"));
	}

	/** A key as SQL. */
	static String literal(@Nullable BackfillKey key) {
		return (key != null) ? literal(key.values()) : "NULL";
	}

	/** A key as the server reads an array, for a parameter. */
	static @Nullable String array(@Nullable BackfillKey key) {
		if (key == null) {
			return null;
		}
		return key.values()
			.stream()
			.map((value) -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
			.collect(Collectors.joining(",", "{", "}"));
	}

	static String literal(Iterable<String> texts) {
		StringBuilder sql = new StringBuilder("ARRAY[");
		for (String text : texts) {
			sql.append((sql.length() > 6) ? ", " : "").append(Quote.literal(text));
		}
		return sql.append("]::text[]").toString();
	}

}
