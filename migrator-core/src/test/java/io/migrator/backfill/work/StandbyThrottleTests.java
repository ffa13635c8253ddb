package io.migrator.backfill.work;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.migrator.backfill.BackfillSettings.Throttle;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StandbyThrottleTests {

	private static final Duration A_WHILE = Duration.ofSeconds(30);

	private static final Throttle LIMIT = new Throttle(Duration.ZERO, Duration.ofSeconds(10), null, null, false, false);

	@TempDir
	private Path folder;

	private final AtomicLong nanos = new AtomicLong();

	@Test
	void holdsBackWhileAStandbyIsBehind() throws IOException, SQLException {
		Throttles throttles = new Throttles(LIMIT, "migrator", List.of(), (event) -> {
		}, this.nanos::get);
		try (EmbeddedPostgres primary = server("primary").setServerConfig("wal_level", "replica").start();
				Connection connection = primary.getPostgresDatabase().getConnection();
				EmbeddedPostgres standby = standby(primary)) {
			JdbcClient writer = JdbcClient.create(primary.getPostgresDatabase());
			JdbcClient reader = JdbcClient.create(standby.getPostgresDatabase());
			writer.sql("CREATE TABLE wallet AS SELECT 1 AS id").update();
			await().atMost(A_WHILE)
				.until(() -> reader.sql("SELECT to_regclass('wallet') IS NOT NULL").query(Boolean.class).single());
			assertThat(look(throttles, connection)).isNull();

			reader.sql("SELECT pg_wal_replay_pause()").query().rowSet();
			await().atMost(A_WHILE)
				.until(() -> reader.sql("SELECT pg_get_wal_replay_pause_state()").query(String.class).single(),
						"paused"::equals);
			writer.sql("INSERT INTO wallet VALUES (2)").update();
			assertThat(look(throttles, connection)).isNull();
			this.nanos.addAndGet(Duration.ofSeconds(11).toNanos());
			assertThat(look(throttles, connection)).isEqualTo("standby s1 is more than 10 s behind");

			reader.sql("SELECT pg_wal_replay_resume()").query().rowSet();
			await().atMost(A_WHILE).untilAsserted(() -> assertThat(look(throttles, connection)).isNull());
			this.nanos.addAndGet(Duration.ofHours(1).toNanos());
			assertThat(look(throttles, connection)).isNull();
		}
	}

	@Test
	void believesTheServerFromTheFirstLook() throws IOException, SQLException {
		Throttle limit = new Throttle(Duration.ZERO, Duration.ofMillis(500), null, null, false, false);
		try (EmbeddedPostgres primary = server("primary").setServerConfig("wal_level", "replica").start();
				Connection connection = primary.getPostgresDatabase().getConnection();
				EmbeddedPostgres standby = standby(primary)) {
			JdbcClient reader = JdbcClient.create(standby.getPostgresDatabase());
			JdbcClient writer = JdbcClient.create(primary.getPostgresDatabase());
			reader.sql("ALTER SYSTEM SET recovery_min_apply_delay = '1s'").update();
			reader.sql("SELECT pg_reload_conf()").query().singleValue();
			writer.sql("CREATE TABLE wallet (id bigint)").update();
			await().atMost(A_WHILE).untilAsserted(() -> {
				writer.sql("INSERT INTO wallet VALUES (1)").update();
				Throttles throttles = new Throttles(limit, "migrator", List.of(), (event) -> {
				}, this.nanos::get);
				assertThat(look(throttles, connection)).isEqualTo("standby s1 is more than 0.5 s behind");
			});
		}
	}

	private static @Nullable String look(Throttles throttles, Connection connection) {
		return throttles.reason(connection, "b", "public.wallet");
	}

	private EmbeddedPostgres.Builder server(String name) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(this.folder.resolve(name))
			.setCleanDataDirectory(false)
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("fsync", "off");
	}

	/**
	 * Makes a standby as {@code pg_basebackup} does, which the embedded binaries lack.
	 */
	private EmbeddedPostgres standby(EmbeddedPostgres primary) throws IOException, SQLException {
		Path source = this.folder.resolve("primary");
		Path target = this.folder.resolve("standby");
		try (Connection connection = primary.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			boolean modern = connection.getMetaData().getDatabaseMajorVersion() >= 15;
			statement.execute(modern ? "SELECT pg_backup_start('standby', true)"
					: "SELECT pg_start_backup('standby', true, false)");
			copy(source, target);
			try (ResultSet label = statement.executeQuery(
					"SELECT labelfile FROM " + (modern ? "pg_backup_stop(false)" : "pg_stop_backup(false, false)"))) {
				label.next();
				Files.writeString(target.resolve("backup_label"), label.getString(1));
			}
		}
		Files.createFile(target.resolve("standby.signal"));
		Files.writeString(target.resolve("postgresql.auto.conf"), """
				wal_receiver_status_interval = '1s'
				primary_conninfo = 'host=localhost port=%d user=postgres application_name=s1'
				""".formatted(primary.getPort()), StandardOpenOption.APPEND);
		return server("standby").start();
	}

	private static void copy(Path source, Path target) throws IOException {
		Files.walkFileTree(source, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
				Files.createDirectory(target.resolve(source.relativize(folder)),
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				String name = file.getFileName().toString();
				if (!name.equals("postmaster.pid") && !name.equals("postmaster.opts") && !name.equals("epg-lock")) {
					Files.copy(file, target.resolve(source.relativize(file)));
				}
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException ex) throws IOException {
				if (ex instanceof NoSuchFileException) {
					return FileVisitResult.CONTINUE;
				}
				throw ex;
			}

		});
	}

}
