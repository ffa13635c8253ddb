package io.migrator.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database of its own on the one embedded server of this JVM.
 */
public final class TestDatabase implements AutoCloseable {

	static {
		// A machine that is busy is no failure
		Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
	}

	private final String name;

	private TestDatabase(String name) {
		this.name = name;
	}

	/**
	 * Creates an empty database.
	 * @return the database, to be closed by the test
	 */
	public static TestDatabase create() {
		String name = "t_" + UUID.randomUUID().toString().replace("-", "");
		server("postgres").sql(Server.CREATE_DATABASE.formatted(name)).update();
		return new TestDatabase(name);
	}

	public String name() {
		return this.name;
	}

	/**
	 * A data source that opens a physical connection each time, as the superuser.
	 * @return the data source
	 */
	public PGSimpleDataSource dataSource() {
		return dataSource("postgres", "postgres");
	}

	/**
	 * A data source that opens a physical connection each time.
	 * @param user the role
	 * @param password its password; the embedded server trusts whatever is given
	 * @return the data source
	 */
	public PGSimpleDataSource dataSource(String user, String password) {
		return pgDataSource(this.name, user, password);
	}

	public String url() {
		return dataSource().getURL();
	}

	public JdbcClient jdbc() {
		return JdbcClient.create(dataSource());
	}

	/**
	 * The major version of the server.
	 * @return 14 to 18
	 */
	public int majorVersion() {
		return jdbc().sql("SELECT current_setting('server_version_num')::int / 10000").query(Integer.class).single();
	}

	@Override
	public void close() {
		// The server drops no database with a subscription
		JdbcClient server = server("postgres");
		server.sql("""
				SELECT quote_ident(subname) FROM pg_subscription s JOIN pg_database d ON d.oid = subdbid
				WHERE datname = ?
				""").param(this.name).query(String.class).list().forEach((subscription) -> {
			jdbc().sql("ALTER SUBSCRIPTION " + subscription + " DISABLE").update();
			jdbc().sql("ALTER SUBSCRIPTION " + subscription + " SET (slot_name = NONE)").update();
			jdbc().sql("DROP SUBSCRIPTION " + subscription).update();
		});
		server.sql("DROP DATABASE IF EXISTS " + this.name + " WITH (FORCE)").update();
	}

	private static JdbcClient server(String database) {
		return JdbcClient.create(pgDataSource(database, "postgres", "postgres"));
	}

	private static PGSimpleDataSource pgDataSource(String database, String user, String password) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setServerNames(new String[] { "localhost" });
		dataSource.setPortNumbers(new int[] { Server.INSTANCE.getPort() });
		dataSource.setDatabaseName(database);
		dataSource.setUser(user);
		dataSource.setPassword(password);
		return dataSource;
	}

	/**
	 * The server, whose files live in memory where there is room: databases are cheaper
	 * by far there.
	 */
	private static final class Server {

		private static final Path MEMORY = Path.of("/dev/shm");

		private static final boolean IN_MEMORY = MEMORY.toFile().canWrite()
				&& MEMORY.toFile().getUsableSpace() > 4L << 30;

		static final String CREATE_DATABASE = "CREATE DATABASE %s"
				+ (IN_MEMORY && Integer.getInteger("postgres.version", 18) > 14 ? " STRATEGY file_copy" : "");

		static final EmbeddedPostgres INSTANCE = start();

		private static EmbeddedPostgres start() {
			EmbeddedPostgres.Builder server = EmbeddedPostgres.builder();
			Map.of("max_connections", "200", "fsync", "off", "full_page_writes", "off", "wal_init_zero", "off",
					"wal_recycle", "off", "max_wal_size", "256MB")
				.forEach(server::setServerConfig);
			try {
				if (IN_MEMORY) {
					server.setDataDirectory(Files.createTempDirectory(MEMORY, "migrator-test-"));
				}
				return server.start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
