package io.migrator.benchmarks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/**
 * The floor: the least that plain JDBC can do for the same result, one execute per file.
 */
final class JdbcTool implements Tool {

	private static final String UNDEFINED_TABLE = "42P01";

	@Override
	public String name() {
		return "plain JDBC";
	}

	@Override
	public List<String> jars() {
		return List.of("postgresql-");
	}

	@Override
	public void migrate(DataSource dataSource, Scripts scripts) throws Exception {
		try (Connection connection = dataSource.getConnection()) {
			Map<String, String> applied = history(connection);
			scripts.files((files) -> apply(connection, applied, files));
		}
	}

	private static Map<String, String> history(Connection connection) throws SQLException {
		Map<String, String> applied = new HashMap<>();
		try (Statement statement = connection.createStatement()) {
			try (ResultSet rows = statement.executeQuery("SELECT id, checksum FROM floor_history")) {
				while (rows.next()) {
					applied.put(rows.getString(1), rows.getString(2));
				}
			}
			catch (SQLException ex) {
				if (!UNDEFINED_TABLE.equals(ex.getSQLState())) {
					throw ex;
				}
				statement.execute("CREATE TABLE floor_history (id text PRIMARY KEY, checksum text NOT NULL)");
			}
		}
		return applied;
	}

	private static void apply(Connection connection, Map<String, String> applied, List<Path> files) throws Exception {
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		for (Path file : files) {
			byte[] bytes = Files.readAllBytes(file);
			String id = file.getFileName().toString();
			String checksum = HexFormat.of().formatHex(digest.digest(bytes));
			String recorded = applied.get(id);
			if (recorded == null) {
				apply(connection, id, checksum, new String(bytes, StandardCharsets.UTF_8));
			}
			else if (!recorded.equals(checksum)) {
				throw new IllegalStateException(id + " has changed");
			}
		}
	}

	private static void apply(Connection connection, String id, String checksum, String sql) throws SQLException {
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement();
				PreparedStatement insert = connection.prepareStatement("INSERT INTO floor_history VALUES (?, ?)")) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
			insert.setString(1, id);
			insert.setString(2, checksum);
			insert.executeUpdate();
			connection.commit();
		}
		connection.setAutoCommit(true);
	}

}
