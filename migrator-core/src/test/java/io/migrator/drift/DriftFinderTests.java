package io.migrator.drift;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.migrator.drift.DriftedObject.Change;
import io.migrator.drift.DriftedObject.Detail;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.catalog.SnapshotReader;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class DriftFinderTests {

	private final TestDatabase database = TestDatabase.create();

	@BeforeEach
	void makeSchema() {
		run("""
				CREATE TABLE wallet (id bigint PRIMARY KEY, owner text NOT NULL);
				CREATE TABLE hold (id bigint PRIMARY KEY, wallet_id bigint REFERENCES wallet);
				CREATE VIEW owners AS SELECT owner FROM wallet;
				""");
	}

	@AfterEach
	void dropDatabase() {
		this.database.close();
	}

	@Test
	void findsNothingWhereNothingChanged() throws SQLException {
		SchemaSnapshot snapshot = snapshot();
		assertThat(new DriftFinder(snapshot, snapshot()).find(10).count()).isZero();
	}

	@Test
	void tellsAColumnAddedByHandWithBothWaysOut() throws SQLException {
		SchemaSnapshot expected = snapshot();
		run("ALTER TABLE wallet ADD COLUMN note text");
		DriftFinder.Drift drift = new DriftFinder(expected, snapshot()).find(10);
		assertThat(drift.count()).isEqualTo(1);
		DriftedObject wallet = drift.objects().get(0);
		assertThat(wallet).hasToString("table public.wallet is changed");
		assertThat(wallet.details()).containsExactly(new Detail("column public.wallet.note", "exists", "no", "yes"));
		assertThat(wallet.restore()).isEqualTo("ALTER TABLE public.wallet DROP COLUMN note;\n");
		assertThat(wallet.adopt()).isEqualTo("ALTER TABLE public.wallet ADD COLUMN note text;\n");
		assertThat(wallet.losses()).hasSize(1);
	}

	@Test
	void everyRestoringScriptLeadsBack() throws SQLException {
		SchemaSnapshot expected = snapshot();
		run("ALTER TABLE wallet ALTER COLUMN owner DROP NOT NULL");
		run("DROP VIEW owners; CREATE VIEW owners AS SELECT id, owner FROM wallet; DROP TABLE hold");
		run("CREATE TABLE extra (a int)");
		DriftFinder.Drift drift = new DriftFinder(expected, snapshot()).find(10);
		assertThat(drift.objects()).extracting(DriftedObject::name, DriftedObject::change)
			.containsExactlyInAnyOrder(tuple("public.extra", Change.UNEXPECTED), tuple("public.hold", Change.MISSING),
					tuple("public.owners", Change.CHANGED), tuple("public.wallet", Change.CHANGED));
		drift.objects().forEach((object) -> run(object.restore()));
		assertThat(SchemaDiff.between(expected, snapshot()).differences()).isEmpty();
	}

	@Test
	void describesNoMoreObjectsThanAskedForButCountsAll() throws SQLException {
		SchemaSnapshot expected = snapshot();
		run("CREATE TABLE a (); CREATE TABLE b (); CREATE TABLE c ()");
		DriftFinder.Drift drift = new DriftFinder(expected, snapshot()).find(2);
		assertThat(drift.count()).isEqualTo(3);
		assertThat(drift.objects()).hasSize(2);
	}

	@Test
	void leavesOutWhatIsToBeIgnoredWithWhatLivesOnIt() throws SQLException {
		SchemaSnapshot expected = snapshot();
		run("CREATE TABLE tmp_import (a int PRIMARY KEY); CREATE INDEX wallet_debug ON wallet (owner)");
		IgnorePatterns ignore = new IgnorePatterns(List.of("public.TMP_*", "index *.*_debug"));
		SchemaSnapshot found = snapshot().without(ignore);
		assertThat(new DriftFinder(expected, found).find(10).count()).isZero();
	}

	private SchemaSnapshot snapshot() throws SQLException {
		try (Connection connection = this.database.dataSource().getConnection()) {
			return new SnapshotReader(SnapshotScope.database("migrator")).read(connection);
		}
	}

	private void run(String sql) {
		for (String statement : sql.split(";\n?")) {
			if (!statement.isBlank()) {
				this.database.jdbc().sql(statement).update();
			}
		}
	}

}
