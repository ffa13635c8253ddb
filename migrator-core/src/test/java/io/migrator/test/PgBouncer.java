package io.migrator.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.postgresql.ds.PGSimpleDataSource;

import static org.awaitility.Awaitility.await;

/**
 * A real PgBouncer in front of a test's database.
 */
public final class PgBouncer implements AutoCloseable {

	private static final Path BINARY = Path.of("/usr/sbin/pgbouncer");

	private final Process process;

	private final Path folder;

	private final PGSimpleDataSource dataSource;

	private PgBouncer(Process process, Path folder, PGSimpleDataSource dataSource) {
		this.process = process;
		this.folder = folder;
		this.dataSource = dataSource;
	}

	public static boolean isInstalled() {
		return Files.isExecutable(BINARY);
	}

	/**
	 * Starts one.
	 * @param database the database
	 * @param poolMode {@code session}, {@code transaction} or {@code statement}
	 * @param settings more lines of its configuration
	 * @return the running pooler
	 * @throws IOException if it cannot be started
	 */
	public static PgBouncer start(TestDatabase database, String poolMode, String... settings) throws IOException {
		PGSimpleDataSource direct = database.dataSource();
		int port = freePort();
		Path folder = Files.createTempDirectory("pgbouncer");
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		Path configuration = Files.writeString(folder.resolve("pgbouncer.ini"), """
				[databases]
				* = host=127.0.0.1 port=%d user=postgres password=postgres
				[pgbouncer]
				listen_addr = 127.0.0.1
				listen_port = %d
				unix_socket_dir =
				auth_type = any
				pool_mode = %s
				ignore_startup_parameters = extra_float_digits
				%s
				""".formatted(direct.getPortNumbers()[0], port, poolMode, String.join("\n", settings)));
		List<String> command = new ArrayList<>(List.of(BINARY.toString(), "-q"));
		if (System.getProperty("user.name").equals("root")) {
			command.addAll(List.of("-u", "nobody"));
		}
		command.add(configuration.toString());
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(folder.resolve("log").toFile())
			.start();
		PGSimpleDataSource dataSource = database.dataSource();
		dataSource.setServerNames(new String[] { "127.0.0.1" });
		dataSource.setPortNumbers(new int[] { port });
		PgBouncer pooler = new PgBouncer(process, folder, dataSource);
		await().alias(folder.toString()).atMost(Duration.ofSeconds(20)).until(pooler::answers);
		return pooler;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private boolean answers() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("PgBouncer ended: see " + this.folder);
		}
		try (Connection connection = this.dataSource.getConnection()) {
			return connection.isValid(5);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/**
	 * The database by way of the pooler.
	 * @return a data source that opens a connection to the pooler each time
	 */
	public PGSimpleDataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
			Files.delete(this.folder.resolve("log"));
			Files.delete(this.folder.resolve("pgbouncer.ini"));
			Files.delete(this.folder);
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
