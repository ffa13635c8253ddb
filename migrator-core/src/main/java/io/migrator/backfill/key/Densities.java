package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.migrator.backfill.key.TableTree.Member;

/**
 * Estimates how many rows there are in a block: as the server does, from the last time
 * that it looked, or from some blocks if it never did.
 */
final class Densities {

	private static final int SAMPLED_BLOCKS = 100;

	private static final int TABLES_AT_ONCE = 50;

	private Densities() {
	}

	/**
	 * Estimates.
	 * @param connection a connection
	 * @param members tables and partitions
	 * @return the same with their estimates
	 * @throws SQLException whatever the server says
	 */
	static List<Leaf> estimate(Connection connection, List<Member> members) throws SQLException {
		Map<Long, Double> sampled = new HashMap<>();
		List<Member> unknown = members.stream().filter((member) -> member.rowsPerBlock() == null).toList();
		for (int i = 0; i < unknown.size(); i += TABLES_AT_ONCE) {
			sample(connection, unknown.subList(i, Math.min(i + TABLES_AT_ONCE, unknown.size())), sampled);
		}
		List<Leaf> leaves = new ArrayList<>();
		for (Member member : members) {
			Double known = member.rowsPerBlock();
			leaves.add(new Leaf(member.oid(), member.name(), member.blocks(),
					(known != null) ? known : sampled.getOrDefault(member.oid(), 0.0)));
		}
		return leaves;
	}

	private static void sample(Connection connection, List<Member> members, Map<Long, Double> sampled)
			throws SQLException {
		String sql = members.stream()
			.map((member) -> "SELECT %d, count(*) / %s::float8 FROM ONLY %s TABLESAMPLE SYSTEM (%s) REPEATABLE (1)"
				.formatted(member.oid(), Math.min(SAMPLED_BLOCKS, member.blocks()), member.name(),
						percent(SAMPLED_BLOCKS, member.blocks())))
			.collect(Collectors.joining("\nUNION ALL\n"));
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			while (row.next()) {
				sampled.put(row.getLong(1), row.getDouble(2));
			}
		}
	}

	/**
	 * What to read of a table so as to see some blocks of it.
	 * @param wanted about how many blocks
	 * @param blocks how many there are
	 * @return the part in percent
	 */
	static double percent(long wanted, long blocks) {
		return (blocks <= wanted) ? 100 : 100.0 * wanted / blocks;
	}

}
