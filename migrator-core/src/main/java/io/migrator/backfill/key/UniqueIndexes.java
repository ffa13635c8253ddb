package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the unique indexes of tables from the catalog.
 */
final class UniqueIndexes {

	private UniqueIndexes() {
	}

	/**
	 * Reads them.
	 * @param connection a connection
	 * @param tables the object identifiers of the tables
	 * @return the indexes of each table that has any, the best one first
	 * @throws SQLException whatever the server says
	 */
	static Map<Long, List<UniqueIndex>> read(Connection connection, Collection<Long> tables) throws SQLException {
		// A default operator class sorts as ORDER BY does. One that is the default of
		// another type than the column's, such as text_ops on citext, does not, unless
		// the column's type has none of its own. What money looks like is up to a
		// setting. A constraint NOT NULL may still be NOT VALID from PostgreSQL 18 on.
		String sql = """
				SELECT i.indrelid::bigint, i.indexrelid::bigint, x.relname, i.indisprimary, coalesce(a.attname, ''),
				    CASE WHEN t.oid IS NOT NULL THEN format('%I.%I', tn.nspname, t.typname) ELSE '' END,
				    CASE WHEN a.attcollation NOT IN (0, 'pg_catalog."default"'::regcollation)
				        THEN format('%I.%I', cn.nspname, co.collname) END,
				    CASE WHEN t.typlen > 0 THEN t.typlen ELSE 100 END,
				    i.indoption[k.place] IN (1, 2),
				    CASE
				        WHEN m.amname <> 'btree' THEN 'is no B-tree'
				        WHEN NOT (i.indisvalid AND i.indisready AND i.indislive) THEN 'is not valid'
				        WHEN i.indpred IS NOT NULL THEN 'does not cover every row'
				        WHEN i.indexprs IS NOT NULL THEN 'is on an expression'
				        WHEN NOT i.indimmediate THEN 'is deferrable'
				        WHEN NOT a.attnotnull THEN format('has %I, which can be null', a.attname)
				        WHEN EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = i.indrelid AND c.contype = 'n'
				                AND c.conkey[1] = a.attnum AND NOT c.convalidated)
				            THEN format('has %I, whose NOT NULL is not validated', a.attname)
				        WHEN i.indcollation[k.place] <> a.attcollation
				            THEN format('sorts %I by another collation than the column''s', a.attname)
				        WHEN NOT o.opcdefault OR o.opcintype <> t.oid AND EXISTS (SELECT FROM pg_opclass d
				                WHERE d.opcmethod = o.opcmethod AND d.opcintype = t.oid AND d.opcdefault)
				            THEN format('sorts %I by another operator class than its type''s', a.attname)
				        WHEN t.oid = 'money'::regtype THEN format('has %I, which is money', a.attname)
				        WHEN (SELECT count(*) FROM unnest(i.indkey[0:i.indnkeyatts - 1]) AS n WHERE n = a.attnum) > 1
				            THEN format('has %I twice', a.attname)
				        WHEN i.indoption[k.place] <> i.indoption[0] THEN 'sorts its columns in different directions'
				    END,
				    %s, %s, %s, %s
				FROM pg_index i
				    JOIN pg_class x ON x.oid = i.indexrelid
				    JOIN pg_am m ON m.oid = x.relam
				    CROSS JOIN LATERAL generate_series(0, i.indnkeyatts - 1) AS k(place)
				    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.place] AND a.attnum > 0
				    LEFT JOIN LATERAL (
				        WITH RECURSIVE base AS (
				            SELECT b.oid, b.typbasetype FROM pg_type b WHERE b.oid = a.atttypid
				            UNION ALL
				            SELECT b.oid, b.typbasetype FROM base JOIN pg_type b ON b.oid = base.typbasetype)
				        SELECT base.oid FROM base WHERE base.typbasetype = 0) base ON true
				    LEFT JOIN pg_type t ON t.oid = base.oid
				    LEFT JOIN pg_namespace tn ON tn.oid = t.typnamespace
				    LEFT JOIN pg_collation co ON co.oid = a.attcollation
				    LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
				    LEFT JOIN pg_opclass o ON o.oid = i.indclass[k.place]
				WHERE i.indisunique AND i.indrelid = ANY (?)
				ORDER BY i.indrelid, x.relname, k.place
				"""
			.replace("%s, %s, %s, %s", operator(5) + ", " + operator(4) + ", " + operator(2) + ", " + operator(3));
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setArray(1, connection.createArrayOf("oid", tables.toArray()));
			try (ResultSet row = statement.executeQuery()) {
				return indexes(row);
			}
		}
	}

	/**
	 * A query for an operator of the operator class. What is no operator of
	 * {@code pg_catalog} may not be in the search path of a worker.
	 * @param strategy the number of the operator in a B-tree
	 * @return the query
	 */
	private static String operator(int strategy) {
		return """
				(SELECT CASE WHEN n.nspname = 'pg_catalog' THEN p.oprname
				        ELSE format('OPERATOR(%%I.%%s)', n.nspname, p.oprname) END
				    FROM pg_amop s JOIN pg_operator p ON p.oid = s.amopopr JOIN pg_namespace n ON n.oid = p.oprnamespace
				    WHERE s.amopfamily = o.opcfamily AND s.amopstrategy = %d AND s.amoplefttype = o.opcintype
				        AND s.amoprighttype = o.opcintype)""".formatted(strategy);
	}

	private static Map<Long, List<UniqueIndex>> indexes(ResultSet row) throws SQLException {
		Map<Long, List<UniqueIndex>> found = new HashMap<>();
		long last = 0;
		while (row.next()) {
			List<UniqueIndex> indexes = found.computeIfAbsent(row.getLong(1), (table) -> new ArrayList<>());
			KeyColumn column = new KeyColumn(row.getString(5), row.getString(6), row.getString(7),
					new KeyColumn.Operators(text(row, 11), text(row, 12), text(row, 13), text(row, 14)));
			if (row.getLong(2) == last) {
				indexes.add(extended(indexes.remove(indexes.size() - 1), column, row));
			}
			else {
				indexes.add(new UniqueIndex(row.getString(3), row.getBoolean(4), List.of(column), row.getBoolean(9),
						row.getInt(8), row.getString(10)));
			}
			last = row.getLong(2);
		}
		found.values().forEach((indexes) -> indexes.sort(UniqueIndex.BY_WORTH));
		return found;
	}

	private static UniqueIndex extended(UniqueIndex index, KeyColumn column, ResultSet row) throws SQLException {
		List<KeyColumn> columns = new ArrayList<>(index.columns());
		columns.add(column);
		return new UniqueIndex(index.name(), index.primary(), columns, index.nullsFirst(),
				index.width() + row.getInt(8), (index.flaw() != null) ? index.flaw() : row.getString(10));
	}

	private static String text(ResultSet row, int column) throws SQLException {
		String text = row.getString(column);
		return (text != null) ? text : "";
	}

}
