package io.migrator.sample;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.migrator.Migrator;
import io.migrator.migration.MigrationSource;
import io.migrator.plan.OutOfOrder;
import io.migrator.run.MigratorSettings;
import io.migrator.run.Resolution;
import io.migrator.run.ValidationReport;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationScriptsTests {

	private static final int ALL = SampleMigrations.EVERYWHERE.size() + 1;

	@Test
	void areValidToTheServer() {
		try (TestDatabase database = TestDatabase.create()) {
			ValidationReport report = migrator(database).validate();

			assertThat(report.findings()).isEmpty();
			assertThat(report.plan().warnings()).isEmpty();
			assertThat(report.isValid()).isTrue();
		}
	}

	@Test
	void downScriptsLeaveNothingBehindAndMigrationsComeBackTheSame() {
		try (TestDatabase database = TestDatabase.create()) {
			Migrator migrator = migrator(database);
			assertThat(migrator.deploy().applied()).hasSize(ALL).contains(SampleMigrations.DEMO_DATA);
			List<String> schema = schema(database);
			assertThat(schema).contains("table wallet_holds", "index wallet_holds_open_idx", "type collection_status");

			assertThat(migrator.rollback(ALL).rolledBack()).hasSize(ALL).startsWith(SampleMigrations.HELD);
			assertThat(schema(database)).isEmpty();

			migrator.deploy();
			assertThat(schema(database)).isEqualTo(schema);
		}
	}

	@Test
	void demoDataMayBeAppliedOverItself() {
		try (TestDatabase database = TestDatabase.create()) {
			Migrator migrator = migrator(database);
			migrator.deploy();
			migrator.resolve(SampleMigrations.DEMO_DATA, Resolution.ROLLED_BACK, "to apply it again");

			assertThat(migrator.deploy().applied()).containsExactly(SampleMigrations.DEMO_DATA);
			assertThat(database.jdbc().sql("SELECT count(*) FROM wallets").query(Integer.class).single()).isEqualTo(3);
		}
	}

	private static Migrator migrator(TestDatabase database) {
		MigrationSource source = MigrationSource.of("classpath:db/migrations");
		MigratorSettings settings = new MigratorSettings(MigratorSettings.DEFAULT_SCHEMA,
				MigratorSettings.DEFAULT_STREAM, Set.of("demo"), MigratorSettings.DEFAULT_LOCK_TIMEOUT, 0,
				Duration.ofSeconds(10), OutOfOrder.FAIL, "sample tests", null, null);
		return new Migrator(database.dataSource(), () -> source.load().freed((migration) -> true), settings, List.of());
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
