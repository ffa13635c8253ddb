package io.migrator.sample;

import java.util.List;

import io.migrator.Migrator;
import io.migrator.run.Resolution;
import io.migrator.run.ValidationReport;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationScriptsTests {

	@Test
	void areValidToTheServer() {
		try (TestDatabase database = TestDatabase.create()) {
			ValidationReport report = SampleMigrations.all(database).migrator("demo").validate();

			assertThat(report.findings()).isEmpty();
			assertThat(report.plan().warnings()).isEmpty();
			assertThat(report.isValid()).isTrue();
		}
	}

	@Test
	void downScriptsLeaveNothingBehindAndMigrationsComeBackTheSame() {
		try (TestDatabase database = TestDatabase.create()) {
			SampleMigrations sample = SampleMigrations.all(database);
			sample.deploy();
			List<String> schema = schema(database);
			assertThat(schema).contains("table wallet_holds", "index wallet_holds_open_idx", "type collection_status",
					"column wallets.balance_available_cents bigint");
			int all = SampleMigrations.EVERYWHERE.size();

			assertThat(sample.migrator("production").rollback(all).rolledBack()).hasSize(all);
			assertThat(schema(database)).isEmpty();

			sample.deploy();
			assertThat(schema(database)).isEqualTo(schema);
		}
	}

	@Test
	void demoDataComesAndGoesAndMayBeAppliedOverItself() {
		try (TestDatabase database = TestDatabase.create()) {
			Migrator migrator = SampleMigrations.until(database, SampleMigrations.DEMO_DATA).migrator("demo");
			assertThat(migrator.deploy().applied()).endsWith(SampleMigrations.DEMO_DATA);
			assertThat(migrator.rollback(1).rolledBack()).containsExactly(SampleMigrations.DEMO_DATA);
			assertThat(wallets(database)).isZero();

			migrator.deploy();
			migrator.resolve(SampleMigrations.DEMO_DATA, Resolution.ROLLED_BACK, "to apply it again");

			assertThat(migrator.deploy().applied()).containsExactly(SampleMigrations.DEMO_DATA);
			assertThat(wallets(database)).isEqualTo(3);
		}
	}

	private static int wallets(TestDatabase database) {
		return database.jdbc().sql("SELECT count(*) FROM wallets").query(Integer.class).single();
	}

	private static List<String> schema(TestDatabase database) {
		return database.jdbc()
			.sql("""
					SELECT CASE relkind WHEN 'r' THEN 'table ' WHEN 'i' THEN 'index ' ELSE 'other ' END || relname
					FROM pg_class WHERE relnamespace = 'public'::regnamespace
					UNION ALL SELECT 'column ' || attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod)
					FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
					WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
					UNION ALL SELECT 'constraint ' || conname || ' ' || convalidated || ' ' || pg_get_constraintdef(oid)
					FROM pg_constraint WHERE connamespace = 'public'::regnamespace
					UNION ALL SELECT 'type ' || typname FROM pg_type WHERE typnamespace = 'public'::regnamespace
					AND typtype = 'e' ORDER BY 1""")
			.query(String.class)
			.list();
	}

}
