package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A table with its partitions and children.
 *
 * @param name its name, qualified and quoted as SQL
 * @param alone whether it has neither, and is no partitioned table
 * @param leaves what has rows of its own, in the order of the names
 */
record TableTree(String name, boolean alone, List<Leaf> leaves) {

	TableTree {
		leaves = List.copyOf(leaves);
	}

	/**
	 * Finds a table by its name.
	 * @param connection a connection, whose search path counts
	 * @param table the name as SQL
	 * @return the table
	 * @throws SQLException whatever the server says
	 */
	static TableTree find(Connection connection, String table) throws SQLException {
		long oid = TableName.resolve(connection, table);
		List<Member> members = members(connection, oid);
		Member root = members.stream().filter((member) -> member.oid == oid).findFirst().orElseThrow();
		if (!"rp".contains(root.kind)) {
			throw new UnwalkableTableException(
					"%s is %s, which has no rows of its own to walk.".formatted(root.name, kindName(root.kind)),
					"Name the table whose rows are to be walked: '-- migrator: table=…'.", null);
		}
		if (root.isTemporary) {
			throw new UnwalkableTableException(
					"%s is a temporary table, which no other connection sees.".formatted(root.name),
					"Name a table that is not temporary.", null);
		}
		List<String> foreign = members.stream().filter((m) -> "f".equals(m.kind)).map(Member::name).toList();
		if (!foreign.isEmpty()) {
			throw new UnwalkableTableException(
					"%s has parts that are foreign tables, on other servers: %s.".formatted(root.name,
							String.join(", ", foreign)),
					"Write a backfill for each of the other parts, and run those of the foreign tables on their "
							+ "own servers; or detach them.",
					null);
		}
		List<Leaf> leaves = Densities.estimate(connection,
				members.stream().filter((member) -> "r".equals(member.kind)).toList());
		return new TableTree(root.name, members.size() == 1 && !leaves.isEmpty(), leaves);
	}

	private static List<Member> members(Connection connection, long oid) throws SQLException {
		String sql = """
				WITH RECURSIVE tree AS (
				    SELECT ?::bigint::oid AS member
				    UNION
				    SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.member WHERE NOT i.inhdetachpending)
				SELECT c.oid::bigint, format('%I.%I', n.nspname, c.relname), c.relkind, c.relpersistence = 't',
				    c.relpages, c.reltuples,
				    CASE WHEN c.relkind = 'r' THEN coalesce(pg_relation_size(c.oid), 0) ELSE 0 END
				        / current_setting('block_size')::bigint
				FROM tree JOIN pg_class c ON c.oid = tree.member JOIN pg_namespace n ON n.oid = c.relnamespace
				ORDER BY n.nspname, c.relname
				""";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, oid);
			try (ResultSet row = statement.executeQuery()) {
				List<Member> members = new ArrayList<>();
				while (row.next()) {
					members.add(new Member(row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4),
							row.getLong(5), row.getDouble(6), row.getLong(7)));
				}
				return members;
			}
		}
	}

	private static String kindName(String kind) {
		return switch (kind) {
			case "v" -> "a view";
			case "m" -> "a materialized view";
			case "f" -> "a foreign table";
			case "S" -> "a sequence";
			case "c" -> "a type";
			case "i", "I" -> "an index";
			default -> "no table";
		};
	}

	/**
	 * What the catalog says of a table, a partition or a child.
	 *
	 * @param oid its object identifier
	 * @param name its name, qualified and quoted as SQL
	 * @param kind what it is, as in {@code pg_class}
	 * @param isTemporary whether it is a temporary table
	 * @param analyzedBlocks how many blocks it had when its rows were last counted
	 * @param analyzedRows about how many rows it had then, or -1 if that never happened
	 * @param blocks how many blocks it has now
	 */
	record Member(long oid, String name, String kind, boolean isTemporary, long analyzedBlocks, double analyzedRows,
			long blocks) {

		/**
		 * About how many rows a block has.
		 * @return the estimate, or {@code null} if there is none
		 */
		@Nullable Double rowsPerBlock() {
			if (this.blocks == 0) {
				return 0.0;
			}
			return (this.analyzedBlocks > 0 && this.analyzedRows > 0) ? this.analyzedRows / this.analyzedBlocks : null;
		}

	}

}
