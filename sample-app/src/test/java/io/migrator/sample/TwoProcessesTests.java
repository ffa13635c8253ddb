package io.migrator.sample;

import java.util.List;

import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TwoProcessesTests {

	@Test
	void bothComeUpOnAnEmptyDatabaseAndEveryMigrationIsAppliedOnce() {
		try (TestDatabase database = TestDatabase.create();
				SampleProcess one = SampleProcess.fromClasses(database);
				SampleProcess other = SampleProcess.fromClasses(database)) {
			SampleMigrations.awaitAll(one.awaitPort());
			SampleMigrations.awaitAll(other.awaitPort());
			assertThat(attempts(database)).hasSize(SampleMigrations.EVERYWHERE.size()).containsOnly(1);
		}
	}

	private static List<Integer> attempts(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT attempts FROM migrator.migration_history WHERE state = 'applied'")
			.query(Integer.class)
			.list();
	}

}
