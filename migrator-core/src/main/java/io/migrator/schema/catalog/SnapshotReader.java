package io.migrator.schema.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migrator.schema.Fingerprint;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;

/**
 * Reads snapshots. All queries are sent in one go and see the same moment; none of them
 * takes more than ACCESS SHARE.
 */
public final class SnapshotReader {

	private static final List<Section> SECTIONS = Sections.ALL;

	/**
	 * Names are to be written with their schemas, and values as they are everywhere. One
	 * process is enough, for the application needs the others, and what it sorts and
	 * hashes fits into memory.
	 */
	private static final String SETTINGS = """
			SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
			SET LOCAL search_path = pg_catalog;
			SET LOCAL TimeZone = 'UTC';
			SET LOCAL DateStyle = 'ISO, YMD';
			SET LOCAL IntervalStyle = 'postgres';
			SET LOCAL extra_float_digits = 1;
			SET LOCAL quote_all_identifiers = off;
			SET LOCAL jit = off;
			SET LOCAL max_parallel_workers_per_gather = 0;
			SET LOCAL work_mem = '32MB';
			""";

	/**
	 * Of how many rows of each query the driver holds the text in memory. What there is
	 * of most kinds comes with the one answer; more of the others is fetched.
	 */
	private static final int ROWS = 4_000;

	private final Scope scope;

	/**
	 * Creates a reader.
	 * @param scope what to look at
	 */
	public SnapshotReader(SnapshotScope scope) {
		this.scope = new Scope(scope);
	}

	/**
	 * Reads the schema as it is now.
	 * @param connection a connection in autocommit mode, outside of a transaction
	 * @return the snapshot
	 * @throws SQLException whatever the server says
	 */
	public SchemaSnapshot read(Connection connection) throws SQLException {
		// The driver hands out rows piece by piece only in transactions that are its own
		connection.setAutoCommit(false);
		SchemaSnapshot snapshot;
		try {
			snapshot = readAll(connection);
		}
		catch (SQLException | RuntimeException | Error ex) {
			try {
				end(connection);
			}
			catch (SQLException suppressed) {
				ex.addSuppressed(suppressed);
			}
			throw ex;
		}
		end(connection);
		return snapshot;
	}

	private static void end(Connection connection) throws SQLException {
		connection.rollback();
		connection.setAutoCommit(true);
	}

	private SchemaSnapshot readAll(Connection connection) throws SQLException {
		int version = connection.getMetaData().getDatabaseMajorVersion();
		StringBuilder sql = new StringBuilder(SETTINGS);
		SECTIONS.forEach((section) -> sql.append(section.sql(version, this.scope)).append(";\n"));
		sql.append(UnknownQuery.addresses(this.scope)).append(";\n");
		sql.append(CommentQuery.SQL).append(";\n").append(DependencyQuery.SQL).append(";\n");
		sql.append(LabelQuery.SQL).append(";\n").append(PrivilegeQuery.sql(version));
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.setFetchSize(ROWS);
			statement.execute(sql.toString());
			Assembly assembly = new Assembly();
			RowReader rows = new RowReader();
			for (Section section : SECTIONS) {
				try (ResultSet results = next(statement)) {
					rows.read(section, results, assembly::add);
				}
			}
			try (ResultSet addresses = next(statement)) {
				addUnknown(assembly, assembly.unknown(addresses), connection);
			}
			try (ResultSet comments = next(statement)) {
				assembly.annotations().addComments(comments);
			}
			try (ResultSet dependencies = next(statement)) {
				assembly.addDependencies(dependencies);
			}
			try (ResultSet labels = next(statement)) {
				assembly.annotations().addLabels(labels);
			}
			try (ResultSet privileges = next(statement)) {
				assembly.annotations().addPrivileges(privileges, version);
			}
			return new SchemaSnapshot(version, assembly.facts());
		}
	}

	/**
	 * Asks the server for a fingerprint that it works out by itself, so that no
	 * definitions are transferred. An equal one means that nothing has changed; another
	 * one, that it is worth reading the schema. Comparable only with what the same
	 * version of the migrator was told by the same database with the same scope, which
	 * the fingerprint makes sure of.
	 * @param connection a connection in autocommit mode, outside of a transaction
	 * @return SHA-256 in lower case hexadecimal digits
	 * @throws SQLException whatever the server says
	 */
	public String quickFingerprint(Connection connection) throws SQLException {
		int version = connection.getMetaData().getDatabaseMajorVersion();
		List<String> queries = new ArrayList<>();
		SECTIONS.forEach((section) -> queries.add(section.sql(version, this.scope)));
		queries.add(UnknownQuery.addresses(this.scope));
		queries.add(CommentQuery.SQL);
		queries.add(LabelQuery.SQL);
		queries.add(PrivilegeQuery.sql(version));
		StringBuilder sql = new StringBuilder("BEGIN;\n" + SETTINGS);
		queries.forEach((query) -> sql.append(QuickQuery.of(query)).append(";\n"));
		List<String> answers = new ArrayList<>(List.of(String.valueOf(version), sql.toString()));
		try (Statement statement = connection.createStatement()) {
			try {
				statement.setEscapeProcessing(false);
				statement.execute(sql + "ROLLBACK");
				for (int i = 0; i < queries.size(); i++) {
					try (ResultSet row = next(statement)) {
						row.next();
						answers.add(row.getString(1));
					}
				}
			}
			catch (SQLException ex) {
				rollback(statement, ex);
				throw ex;
			}
		}
		return Fingerprint.ofTexts(answers);
	}

	private static void rollback(Statement statement, SQLException failure) {
		try {
			statement.execute("ROLLBACK");
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	private static void addUnknown(Assembly assembly, Set<Address> unknown, Connection connection) throws SQLException {
		if (unknown.isEmpty()) {
			return;
		}
		try (Statement statement = connection.createStatement();
				ResultSet names = statement.executeQuery(UnknownQuery.names(unknown))) {
			assembly.addUnknown(names);
		}
	}

	/** The first answer of all is that of a setting, which has no rows. */
	private static ResultSet next(Statement statement) throws SQLException {
		do {
			if (statement.getMoreResults()) {
				return statement.getResultSet();
			}
		}
		while (statement.getUpdateCount() >= 0);
		throw new IllegalStateException("The server answered fewer queries than it was asked");
	}

}
