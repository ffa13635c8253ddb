package io.migrator.test;

import java.util.ArrayList;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is in a database besides the migrator's own schema, as lines that are the same for
 * the same structure and contents: to compare databases that came about in different
 * ways.
 */
public final class DatabaseDump {

	private static final String OURS = """
			n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'migrator')""";

	private DatabaseDump() {
	}

	/**
	 * Reads a database.
	 * @param database the database
	 * @return its structure and contents
	 */
	public static List<String> of(TestDatabase database) {
		JdbcClient jdbc = database.jdbc();
		List<String> lines = new ArrayList<>();
		for (String query : List.of(columns(), indexes(), constraints(), enums(), partitions())) {
			lines.addAll(jdbc.sql(query).query(String.class).list());
		}
		for (String table : jdbc
			.sql("SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n"
					+ " ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND " + OURS + " ORDER BY 1")
			.query(String.class)
			.list()) {
			lines
				.add(jdbc
					.sql("SELECT '%1$s has ' || count(*) || ' rows: ' || coalesce(md5(string_agg(t::text, E'\\n'"
						.formatted(table) + " ORDER BY t::text)), '') FROM " + table + " t")
					.query(String.class)
					.single());
		}
		return lines;
	}

	/**
	 * The indexes that no query may use, those of the migrator included.
	 * @param database the database
	 * @return their names
	 */
	public static List<String> invalidIndexes(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT (indisvalid AND indisready AND indislive)")
			.query(String.class)
			.list();
	}

	/**
	 * What the history says of each migration, without times and numbers of attempts.
	 * @param database the database
	 * @return a line for each, in the order of application
	 */
	public static List<String> history(TestDatabase database) {
		return database.jdbc().sql("""
				SELECT concat_ws(' ', id, state, direction, statements_done || '/' || statements, checksum,
				    semantic_checksum, coalesce(in_flight, '-'), coalesce(error, '-'))
				FROM migrator.migration_history ORDER BY position""").query(String.class).list();
	}

	private static String columns() {
		return """
				SELECT concat_ws(' ', c.relkind, c.oid::regclass, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
				    a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid))
				FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
				LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
				WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND """
				+ " " + OURS + " ORDER BY c.oid::regclass::text, a.attnum";
	}

	private static String indexes() {
		return "SELECT concat_ws(' ', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisready, i.indislive)"
				+ " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
				+ " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE " + OURS + " ORDER BY 1";
	}

	private static String constraints() {
		return "SELECT concat_ws(' ', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid), k.convalidated)"
				+ " FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE " + OURS + " ORDER BY 1";
	}

	private static String enums() {
		return "SELECT t.oid::regtype || ': ' || string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)"
				+ " FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid GROUP BY t.oid ORDER BY 1";
	}

	private static String partitions() {
		return "SELECT concat_ws(' ', inhrelid::regclass, 'of', inhparent::regclass, inhdetachpending)"
				+ " FROM pg_inherits ORDER BY 1";
	}

}
