package io.migrator.sample;

import java.util.List;

import com.jayway.jsonpath.JsonPath;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TwoProcessesTests {

	@Test
	void bothComeUpOnAnEmptyDatabaseAndEveryMigrationIsAppliedOnce() {
		try (TestDatabase database = TestDatabase.create();
				SampleProcess one = SampleProcess.fromClasses(database);
				SampleProcess other = SampleProcess.fromClasses(database)) {
			assertThat(applied(one)).isEqualTo(SampleMigrations.EVERYWHERE.size());
			assertThat(applied(other)).isEqualTo(SampleMigrations.EVERYWHERE.size());
			assertThat(attempts(database)).hasSize(SampleMigrations.EVERYWHERE.size()).containsOnly(1);
		}
	}

	private static int applied(SampleProcess application) {
		return JsonPath.read(Http.get(application.awaitPort(), "/actuator/migrations"), "$.summary.applied");
	}

	private static List<Integer> attempts(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT attempts FROM migrator.migration_history WHERE state = 'applied'")
			.query(Integer.class)
			.list();
	}

}
