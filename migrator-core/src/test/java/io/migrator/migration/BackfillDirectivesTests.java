package io.migrator.migration;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import io.migrator.sql.ScriptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackfillDirectivesTests {

	@Test
	void readsEveryDirective() {
		BackfillDirectives directives = parse(
				"""
						-- Fills the status of collections.
						-- migrator: after=20260110120000_funding, 20260111120000_deals depends-on=owners
						-- migrator: environments=staging,production table=app."Wallets" key=wallet_id, id batch=200ms parallel=3
						-- migrator: window=22:00-04:00 Europe/Berlin validate=status_not_null lock-timeout=2s statement-timeout=1min
						-- migrator: verify=SELECT id FROM wallets
						-- migrator: verify=  WHERE status IS NULL OR status = '';
						-- migrator: why="funding needs it"
						UPDATE wallets SET status = 'x';
						""");
		assertThat(directives).isEqualTo(new BackfillDirectives(
				List.of("20260110120000_funding", "20260111120000_deals"), List.of("owners"),
				Set.of("staging", "production"), "app.\"Wallets\"", List.of("wallet_id", "id"), Duration.ofMillis(200),
				null, 3, new Window(LocalTime.of(22, 0), LocalTime.of(4, 0), ZoneId.of("Europe/Berlin")),
				"SELECT id FROM wallets\nWHERE status IS NULL OR status = ''", "status_not_null", Duration.ofSeconds(2),
				Duration.ofMinutes(1), "funding needs it"));
		assertThat(directives.appliesIn(Set.of("staging"))).isTrue();
		assertThat(directives.appliesIn(Set.of("test"))).isFalse();
	}

	@Test
	void aBatchIsATimeOrANumberOfRows() {
		assertThat(parse("-- migrator: batch=1000").batchRows()).isEqualTo(1000);
		assertThat(parse("-- migrator: batch=1000").batchDuration()).isNull();
		assertThat(parse("-- migrator: batch=2s").batchDuration()).isEqualTo(Duration.ofSeconds(2));
		assertThat(parse("-- nothing\nselect 1")).isSameAs(BackfillDirectives.NONE);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "wallets,wallets", "\"Wallets\",\"Wallets\"",
			"'app.\"My Wallets\"',app.\"My Wallets\"", "app.\"Wallets\",app.\"Wallets\"" })
	void theNameOfATableIsAsSqlWritesIt(String written, String table) {
		assertThat(parse("-- migrator: table=" + written.replace("\\", "")).table()).isEqualTo(table);
	}

	@ParameterizedTest
	@ValueSource(strings = { "batch=0", "batch=0ms", "batch=many", "batch=-5", "batch=10000000", "parallel=0",
			"parallel=2s", "table=", "table=' '", "key=", "after", "verify=", "window=22-4", "batch=10 batch=20" })
	void showsAnExampleForABadValue(String text) {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> parse("-- migrator: " + text))
			.withMessageContaining("db/1_x.sql:1:")
			.satisfies((ex) -> assertThat(ex.nextStep()).startsWith("Write for example -- migrator: "));
	}

	@ParameterizedTest
	@CsvSource({ "requires-backfill=a,a migration", "non-transactional,a migration", "replaces=a,a migration" })
	void sendsADirectiveToWhereItBelongs(String text, String place) {
		assertThatExceptionOfType(ScriptException.class)
			.isThrownBy(() -> parse("-- first\n-- migrator: why=\"x\" " + text))
			.withMessageContaining("db/1_x.sql:2:22: the directive")
			.withMessageContaining("does not belong in a backfill")
			.satisfies((ex) -> assertThat(ex.nextStep()).startsWith("Move it to " + place)
				.contains("For a backfill there are")
				.contains("depends-on"));
	}

	@Test
	void aMigrationRefusesWhatIsForBackfills() {
		assertThatExceptionOfType(ScriptException.class)
			.isThrownBy(() -> Directives.parse("db/1_x.sql", "-- migrator: batch=1000"))
			.satisfies((ex) -> assertThat(ex.nextStep()).startsWith("Move it to a backfill, or remove it.")
				.doesNotContain("depends-on"));
	}

	@Test
	void namesTheNearestDirectiveOfABackfill() {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> parse("-- migrator: depend_on=x"))
			.withMessageContaining("db/1_x.sql:1:14: there is no directive \"depend_on\"")
			.withMessageContaining("Did you mean \"depends-on\"?");
	}

	@Test
	void readsTheDirectivesOfSeeds() {
		SeedDirectives directives = SeedDirectives.parse("db/1_x.sql",
				"-- migrator: environments=demo,!production lock-timeout=1s why=for the demo\nselect 1");
		assertThat(directives)
			.isEqualTo(new SeedDirectives(Set.of("demo", "!production"), Duration.ofSeconds(1), null, "for the demo"));
		assertThat(directives.appliesIn(Set.of("demo"))).isTrue();
		assertThat(directives.appliesIn(Set.of("demo", "production"))).isFalse();
		assertThatExceptionOfType(ScriptException.class)
			.isThrownBy(() -> SeedDirectives.parse("db/1_x.sql", "-- migrator: window=22:00-04:00"))
			.withMessageContaining("does not belong in a seed");
	}

	@Test
	void aBeanBuildsThemFromTheTable() {
		Window night = new Window(LocalTime.of(22, 0), LocalTime.of(4, 0), null);
		BackfillDirectives directives = BackfillDirectives.forTable("wallets")
			.withAfter("1_a", "2_b")
			.withDependsOn("owners")
			.withEnvironments("demo")
			.withKey("wallet_id", "id")
			.withBatchDuration(Duration.ofMillis(50))
			.withParallel(4)
			.withWindow(night)
			.withVerify("SELECT 1")
			.withValidate("positive")
			.withLockTimeout(Duration.ofSeconds(1))
			.withStatementTimeout(Duration.ofSeconds(9))
			.withWhy("because");
		assertThat(directives).isEqualTo(new BackfillDirectives(List.of("1_a", "2_b"), List.of("owners"),
				Set.of("demo"), "wallets", List.of("wallet_id", "id"), Duration.ofMillis(50), null, 4, night,
				"SELECT 1", "positive", Duration.ofSeconds(1), Duration.ofSeconds(9), "because"));
		assertThat(directives.withBatchRows(500).batchDuration()).isNull();
		assertThat(directives.withBatchRows(500).batchRows()).isEqualTo(500);
		assertThatIllegalArgumentException().isThrownBy(() -> directives.withBatchRows(0));
		assertThatIllegalArgumentException().isThrownBy(() -> directives.withBatchDuration(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> directives.withParallel(0));
	}

	private static BackfillDirectives parse(String text) {
		return BackfillDirectives.parse("db/1_x.sql", ScriptTests.script(text).facts().head());
	}

}
