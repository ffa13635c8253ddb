package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out how a table can be walked: along a unique index, the primary key's if it has
 * one, or block by block; a partitioned table and one with children part by part.
 */
public final class TableWalks {

	private TableWalks() {
	}

	/**
	 * Finds out.
	 * @param connection a connection, whose search path says where the table is
	 * @param table its name as SQL
	 * @param key the columns of the key to walk by, in the order of the index, as in the
	 * catalog or as SQL; empty to choose the best one
	 * @return how it is walked; the same for as long as table and indexes do not change
	 * @throws SQLException whatever the server says
	 * @throws UnwalkableTableException if there is no such table, or it cannot be walked
	 * by that key
	 */
	public static TableWalk find(Connection connection, String table, List<String> key) throws SQLException {
		return find(connection, table, key, Set.of());
	}

	/**
	 * Finds out, for somebody who changes columns on the way.
	 * @param connection a connection, whose search path says where the table is
	 * @param table its name as SQL
	 * @param key as above
	 * @param changed columns, as in the catalog, by which it is not walked unless the key
	 * says so, since a row that gets another key moves on the way
	 * @return how it is walked
	 * @throws SQLException whatever the server says
	 * @throws UnwalkableTableException as above
	 */
	public static TableWalk find(Connection connection, String table, List<String> key, Set<String> changed)
			throws SQLException {
		TableTree tree = TableTree.find(connection, table);
		Map<Long, List<UniqueIndex>> indexes = UniqueIndexes.read(connection,
				tree.leaves().stream().map(Leaf::oid).toList());
		List<LeafWalk> walks = new ArrayList<>();
		for (Leaf leaf : tree.leaves()) {
			List<UniqueIndex> found = indexes.getOrDefault(leaf.oid(), List.of());
			Optional<UniqueIndex> best = found.stream()
				.filter((index) -> index.flaw() == null && (key.isEmpty() ? index.hasNone(changed) : index.isOn(key)))
				.findFirst();
			if (best.isEmpty() && !key.isEmpty()) {
				throw noKey(leaf, key, found);
			}
			walks.add(best.<LeafWalk>map((index) -> new KeysetWalk(leaf, index)).orElseGet(() -> new BlockWalk(leaf)));
		}
		return new TreeWalk(tree, walks);
	}

	private static UnwalkableTableException noKey(Leaf leaf, List<String> key, List<UniqueIndex> found) {
		String columns = String.join(", ", key);
		String there = found.isEmpty() ? "it has no unique index" : "its unique indexes are "
				+ found.stream().map(UniqueIndex::toString).collect(Collectors.joining("; "));
		return new UnwalkableTableException(
				"%s cannot be walked by the key (%s): %s.".formatted(leaf.name(), columns, there),
				("Name the columns of an index without a flaw in its order, leave the key out, or create one: "
						+ "CREATE UNIQUE INDEX CONCURRENTLY ON %s (%s), with columns that are NOT NULL.")
					.formatted(leaf.name(), columns),
				null);
	}

}
