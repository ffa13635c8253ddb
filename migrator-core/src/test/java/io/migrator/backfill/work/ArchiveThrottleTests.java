package io.migrator.backfill.work;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.migrator.backfill.BackfillSettings.Throttle;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ArchiveThrottleTests {

	private static final Duration A_WHILE = Duration.ofSeconds(30);

	@Test
	void holdsBackWhileTheLogCannotBeArchived() throws IOException, SQLException {
		try (EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setServerConfig("archive_mode", "on")
			.setServerConfig("wal_level", "replica")
			.setServerConfig("fsync", "off")
			.start()) {
			JdbcClient jdbc = JdbcClient.create(server.getPostgresDatabase());
			archive(jdbc, "false");
			jdbc.sql("CREATE TABLE wallet (id bigint)").update();
			assertThat(look(server, 3)).isNull();
			for (int i = 0; i < 5; i++) {
				jdbc.sql("INSERT INTO wallet VALUES (1)").update();
				jdbc.sql("SELECT pg_switch_wal()").query().singleValue();
			}
			await().atMost(A_WHILE)
				.untilAsserted(() -> assertThat(look(server, 3))
					.isEqualTo("5 segments of the write-ahead log wait to be archived, more than 3"));
			assertThat(look(server, 5)).isNull();
			archive(jdbc, "true");
			await().atMost(A_WHILE).untilAsserted(() -> assertThat(look(server, 0)).isNull());
		}
	}

	private static void archive(JdbcClient jdbc, String command) {
		jdbc.sql("ALTER SYSTEM SET archive_command = '" + command + "'").update();
		jdbc.sql("SELECT pg_reload_conf()").query().singleValue();
	}

	private static @Nullable String look(EmbeddedPostgres server, int limit) throws SQLException {
		Throttle settings = new Throttle(Duration.ofSeconds(1), null, limit, null, false, false);
		try (Connection connection = server.getPostgresDatabase().getConnection()) {
			return new Throttles(settings, "migrator", List.of(), (event) -> {
			}).reason(connection, "b", "public.wallet");
		}
	}

}
