package io.migrator.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SnapshotStoreTests {

	private TestDatabase database;

	private Connection connection;

	@BeforeEach
	void create() throws SQLException {
		this.database = TestDatabase.create();
		this.connection = this.database.dataSource().getConnection();
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		this.database.close();
	}

	private static StoredSnapshot snapshot(String fingerprint, byte... data) {
		return new StoredSnapshot(Instant.EPOCH, 18, fingerprint, "quick", "0001_it's", "mark", 1, data);
	}

	@Test
	void thereIsNoneBeforeTheTablesAre() throws SQLException {
		assertThat(new SnapshotStore("migrator", "main").read(this.connection)).isNull();
	}

	@Test
	void theLastOneOfEachStreamIsKept() throws SQLException {
		new HistoryTables("My \"Schema\"").prepare(this.connection);
		SnapshotStore main = new SnapshotStore("My \"Schema\"", "main?");
		SnapshotStore billing = new SnapshotStore("My \"Schema\"", "billing");
		main.write(this.connection, snapshot("a", (byte) 1));
		billing.write(this.connection, snapshot("b", (byte) 2));
		main.write(this.connection, snapshot("c", (byte) 0, (byte) -1));
		StoredSnapshot kept = main.read(this.connection);
		assertThat(kept).isNotNull();
		assertThat(kept.data()).containsExactly(0, -1);
		assertThat(kept.takenAt()).isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
		assertThat(kept).usingRecursiveComparison().ignoringFields("takenAt", "data").isEqualTo(snapshot("c"));
		assertThat(billing.read(this.connection)).extracting(StoredSnapshot::fingerprint).isEqualTo("b");
		assertThat(main.readBrief(this.connection)).extracting(StoredSnapshot::data).isEqualTo(new byte[0]);
	}

	@Test
	void theQuickFingerprintIsRefreshedOnlyForTheSnapshotThatIsKept() throws SQLException {
		new HistoryTables("migrator").prepare(this.connection);
		SnapshotStore store = new SnapshotStore("migrator", "main");
		store.write(this.connection, snapshot("a"));
		assertThat(store.refresh(this.connection, "older", "q2")).isFalse();
		assertThat(store.refresh(this.connection, "a", "q3")).isTrue();
		assertThat(store.readBrief(this.connection)).extracting(StoredSnapshot::quickFingerprint).isEqualTo("q3");
	}

	@Test
	void theTablesOfAnOlderMigratorAreAddedTo() throws SQLException {
		new HistoryTables("migrator").prepare(this.connection);
		this.database.jdbc().sql("""
				DROP TABLE migrator.schema_snapshot;
				INSERT INTO migrator.audit_log (stream, action, who) VALUES ('main', 'kept', 'me');
				COMMENT ON TABLE migrator.migration_history IS 'What Migrator has applied; layout 1';
				""").update();
		assertThat(new SnapshotStore("migrator", "main").read(this.connection)).isNull();
		new HistoryTables("migrator").prepare(this.connection);
		new SnapshotStore("migrator", "main").write(this.connection, snapshot("a"));
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM migrator.audit_log").query(Long.class).single())
			.isOne();
	}

}
