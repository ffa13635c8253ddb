package io.migrator.check;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CheckFilesTests {

	private final CheckWorkspace workspace = new CheckWorkspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void readsWhatTheHeadSaysAndSortsByName() {
		this.workspace.check("10_b", "SELECT true").check("2_a", """
				-- Balances add up.
				-- migrator: after=20260101000000_wallet, 20260102000000_deal
				-- migrator: requires-backfill=cents on-demand statement-timeout=2min
				-- migrator: why=the ledger is audited
				SELECT true;
				""").check("ledger/sums", "-- migrator: environments=production\nSELECT true");
		List<Check> checks = this.workspace.checks().defined();
		assertThat(checks).extracting(Check::name).containsExactly("2_a", "10_b");
		assertThat(checks.get(0).directives()).satisfies((directives) -> {
			assertThat(directives.after()).containsExactly("20260101000000_wallet", "20260102000000_deal");
			assertThat(directives.requiresBackfill()).containsExactly("cents");
			assertThat(directives.onDemand()).isTrue();
			assertThat(directives.statementTimeout()).isEqualTo(Duration.ofMinutes(2));
			assertThat(directives.why()).isEqualTo("the ledger is audited");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE wallet SET id = 1", "DO $$ BEGIN END $$", "CALL mend()", "COMMIT",
			"CREATE TABLE t (id int)", "SELECT 1 INTO t", "SET ROLE postgres", "COPY wallet TO STDOUT",
			"EXPLAIN ANALYZE SELECT 1", "DELETE FROM wallet RETURNING id", "gibberish" })
	void refusesWhatIsNoQuery(String statement) {
		this.workspace.check("good", "SELECT true").check("bad", "SELECT true;\n\n  " + statement + ";");
		assertThatExceptionOfType(InvalidChecksException.class).isThrownBy(() -> this.workspace.checks().results())
			.satisfies((ex) -> {
				assertThat(ex.exitCode()).isEqualTo(5);
				assertThat(ex.problems()).singleElement()
					.asString()
					.contains("bad.sql:3:3: a check only asks, and this is no query");
			});
	}

	@Test
	void tellsAllThatIsWrongWithAnyFile() {
		this.workspace.check("empty", "-- nothing yet")
			.check("late", "SELECT 1;\n-- migrator: on-demand\nSELECT 2")
			.check("odd", "-- migrator: window=22:00-04:00\nSELECT 1")
			.check("typo", "-- migrator: aftr=x\nSELECT 1");
		assertThatExceptionOfType(InvalidChecksException.class).isThrownBy(() -> this.workspace.checks().defined())
			.satisfies((ex) -> assertThat(ex.problems()).hasSize(4)
				.anyMatch((problem) -> problem.contains("no query in this check"))
				.anyMatch((problem) -> problem.contains("below the first statement"))
				.anyMatch((problem) -> problem.contains("\"window\" does not belong in a check"))
				.anyMatch((problem) -> problem.contains("Did you mean \"after\"?")));
	}

	@Test
	void thereMayBeNone() {
		assertThat(this.workspace.checks().defined()).isEmpty();
		assertThat(this.workspace.checks().results()).isEmpty();
		assertThat(this.workspace.checks().run(List.of())).isEmpty();
		assertThat(this.workspace.workspace().exists("migrator.check_result")).isFalse();
	}

}
