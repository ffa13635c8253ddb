package io.migrator.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The server that everything is measured on.
 */
final class Server implements AutoCloseable {

	private static final Path MEMORY = Path.of("/dev/shm");

	/** Whether its files are in memory, where there is room. */
	static final boolean IN_MEMORY = MEMORY.toFile().canWrite() && MEMORY.toFile().getUsableSpace() > 12L << 30;

	private final EmbeddedPostgres postgres;

	private final long postmaster;

	private int databases;

	private Server(EmbeddedPostgres postgres) throws Exception {
		this.postgres = postgres;
		this.postmaster = postmaster();
	}

	static Server start() throws Exception {
		return new Server(builder().start());
	}

	/**
	 * Starts a server that keeps no statistics of its own accord and has room for the
	 * locks of a dump of many tables.
	 * @param binaries another version than usual, or {@code null}
	 * @return the server
	 * @throws Exception if it does not start
	 */
	static Server startWithoutStatistics(PgBinaryResolver binaries) throws Exception {
		EmbeddedPostgres.Builder builder = builder().setServerConfig("autovacuum", "off")
			.setServerConfig("max_locks_per_transaction", "1024");
		return new Server(((binaries != null) ? builder.setPgBinaryResolver(binaries) : builder).start());
	}

	/** It is the tools that are compared, not the disk. */
	private static EmbeddedPostgres.Builder builder() throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setServerConfig("fsync", "off")
			.setServerConfig("max_connections", "50")
			.setServerConfig("max_wal_size", "4GB");
		return IN_MEMORY ? builder.setDataDirectory(Files.createTempDirectory(MEMORY, "migrator-benchmarks-"))
				: builder;
	}

	/**
	 * Creates an empty database.
	 * @return its name
	 * @throws SQLException if it cannot be created
	 */
	String createDatabase() throws SQLException {
		String name = "bench_" + ++this.databases;
		execute("postgres", "CREATE DATABASE " + name);
		return name;
	}

	void dropDatabase(String name) throws SQLException {
		execute("postgres", "DROP DATABASE " + name + " WITH (FORCE)");
	}

	int port() {
		return this.postgres.getPort();
	}

	String url(String database) {
		return "jdbc:postgresql://localhost:%d/%s?user=postgres&sslmode=disable".formatted(port(), database);
	}

	/**
	 * The address for psql.
	 * @param database the database's name
	 * @return a libpq connection URI
	 */
	String uri(String database) {
		return "postgresql://postgres@localhost:%d/%s?sslmode=disable".formatted(port(), database);
	}

	DataSource dataSource(String database) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(url(database));
		return dataSource;
	}

	/**
	 * The processor time of the server so far, all its processes together.
	 * @return nanoseconds
	 * @throws Exception if it cannot be read
	 */
	long processorTime() throws Exception {
		return ProcessorTime.ofFamily(this.postmaster);
	}

	private long postmaster() throws Exception {
		try (Connection connection = dataSource("postgres").getConnection()) {
			long backend = Long.parseLong(query(connection, "SELECT pg_backend_pid()"));
			return ProcessorTime.isReadable() ? ProcessorTime.parent(backend) : 0;
		}
	}

	String version() throws SQLException {
		return query("postgres", "SHOW server_version");
	}

	/**
	 * Writes out what earlier runs left, so that it does not disturb the next.
	 * @throws SQLException if that fails
	 */
	void settle() throws SQLException {
		execute("postgres", "CHECKPOINT");
	}

	/**
	 * Asks for one value.
	 * @param database the database's name
	 * @param sql the query
	 * @return the value as text
	 * @throws SQLException if it fails
	 */
	String query(String database, String sql) throws SQLException {
		try (Connection connection = dataSource(database).getConnection()) {
			return query(connection, sql);
		}
	}

	private static String query(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

	void execute(String database, String sql) throws SQLException {
		try (Connection connection = dataSource(database).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Override
	public void close() throws IOException {
		this.postgres.close();
	}

}
