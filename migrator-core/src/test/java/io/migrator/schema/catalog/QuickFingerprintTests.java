package io.migrator.schema.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.migrator.schema.SnapshotScope;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuickFingerprintTests {

	private TestDatabase database;

	@BeforeEach
	void create() {
		this.database = TestDatabase.create();
		this.database.jdbc().sql("""
				CREATE SCHEMA app;
				CREATE TABLE app.t (id int PRIMARY KEY, name text DEFAULT 'x', CHECK (id > 0));
				CREATE INDEX i ON app.t (name);
				CREATE VIEW app.v AS SELECT name FROM app.t;
				CREATE SCHEMA other;
				""").update();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private String fingerprint(SnapshotScope scope, String setting) throws SQLException {
		try (Connection connection = this.database.dataSource().getConnection()) {
			connection.createStatement().execute(setting);
			String fingerprint = new SnapshotReader(scope).quickFingerprint(connection);
			assertThat(this.database.jdbc()
				.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = ? AND state LIKE 'idle in%'")
				.param(this.database.name())
				.query(Long.class)
				.single()).isZero();
			return fingerprint;
		}
	}

	private String fingerprint() throws SQLException {
		return fingerprint(SnapshotScope.database("migrator"), "SET search_path = app, public");
	}

	@Test
	void staysTheSameWhileNothingChanges() throws SQLException {
		String first = fingerprint();
		this.database.jdbc().sql("INSERT INTO app.t SELECT g, 'y' FROM generate_series(1, 100) g").update();
		this.database.jdbc().sql("VACUUM FULL ANALYZE").update();
		assertThat(fingerprint()).isEqualTo(first);
		assertThat(fingerprint(SnapshotScope.database("migrator"),
				"SET search_path = other; SET intervalstyle = 'iso_8601'; SET quote_all_identifiers = on"))
			.isEqualTo(first);
	}

	@Test
	void changesWithEveryChange() throws SQLException {
		String last = fingerprint();
		for (String change : List.of("ALTER TABLE app.t ALTER COLUMN name SET DEFAULT 'z'",
				"ALTER TABLE app.t ALTER COLUMN name DROP DEFAULT", "ALTER TABLE app.t ALTER COLUMN name SET NOT NULL",
				"CREATE OR REPLACE VIEW app.v AS SELECT upper(name) AS name FROM app.t", "DROP INDEX app.i",
				"CREATE INDEX i ON app.t (upper(name))", "COMMENT ON TABLE app.t IS 'a'",
				"COMMENT ON TABLE app.t IS 'b'", "ALTER TABLE app.t RENAME COLUMN id TO no",
				"ALTER TABLE app.t SET SCHEMA other", "CREATE SEQUENCE app.s", "ALTER SEQUENCE app.s INCREMENT BY 2")) {
			this.database.jdbc().sql(change).update();
			String next = fingerprint();
			assertThat(next).as(change).isNotEqualTo(last);
			last = next;
		}
	}

	@Test
	void isOfTheScope() throws SQLException {
		String app = fingerprint(new SnapshotScope(List.of("app"), "migrator"), "SELECT 1");
		assertThat(fingerprint(new SnapshotScope(List.of("app", "other"), "migrator"), "SELECT 1")).isNotEqualTo(app);
		this.database.jdbc().sql("CREATE TABLE other.unseen ()").update();
		assertThat(fingerprint(new SnapshotScope(List.of("app"), "migrator"), "SELECT 1")).isEqualTo(app);
	}

}
