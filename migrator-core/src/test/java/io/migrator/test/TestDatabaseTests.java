package io.migrator.test;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TestDatabaseTests {

	@Test
	void runsTheServerVersionThatTheBuildWasAskedFor() {
		try (TestDatabase database = TestDatabase.create()) {
			assertThat(database.majorVersion()).isEqualTo(Integer.getInteger("postgres.version", 18));
			assertThat(database.jdbc().sql("SHOW timezone").query(String.class).single()).isEqualTo("Pacific/Chatham");
		}
	}

}
