package io.migrator.migration;

import java.time.Duration;
import java.time.Instant;
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

class DirectivesTests {

	@Test
	void readsEveryDirective() {
		Directives directives = parse("""
				-- Adds the status of a collection.

				-- migrator: lock-timeout=5s statement-timeout=10min requires-approval phase=after-start
				-- migrator: environments=staging,production
				--migrator: requires-backfill=collection_status window=22:00-04:00 Europe/Berlin non-transactional
				-- migrator: allow=drop-column "nobody reads it" allow=rename
				-- migrator: renamed-from=20260101000000_old renamed-from=20260102000000_older
				-- migrator: why="for funding" risk='low' rollback=drop the column; nothing reads it
				create table a ();
				""");
		assertThat(directives.lockTimeout()).isEqualTo(Duration.ofSeconds(5));
		assertThat(directives.statementTimeout()).isEqualTo(Duration.ofMinutes(10));
		assertThat(directives.environments()).containsExactly("staging", "production");
		assertThat(directives.requiresApproval()).isTrue();
		assertThat(directives.requiresBackfill()).containsExactly("collection_status");
		assertThat(directives.window())
			.isEqualTo(new Window(LocalTime.of(22, 0), LocalTime.of(4, 0), ZoneId.of("Europe/Berlin")));
		assertThat(directives.nonTransactional()).isTrue();
		assertThat(directives.afterStart()).isTrue();
		assertThat(directives.allowances()).containsExactly(new Allowance("drop-column", "nobody reads it"),
				new Allowance("rename", null));
		assertThat(directives.allows("rename")).isTrue();
		assertThat(directives.allows("drop-table")).isFalse();
		assertThat(directives.renamedFrom()).containsExactly("20260101000000_old", "20260102000000_older");
		assertThat(directives.why()).isEqualTo("for funding");
		assertThat(directives.risk()).isEqualTo("low");
		assertThat(directives.rollback()).isEqualTo("drop the column; nothing reads it");
	}

	@Test
	void readsWhatAMigrationReplacesInOneLineOrSeveral() {
		Directives directives = parse("""
				-- migrator: replaces=0001_a, 0002_b?,0003_c lock-timeout=5s
				-- migrator: replaces="0004 d"
				create table a ();
				""");
		assertThat(directives.replaces()).containsExactly(new Replacement("0001_a", false),
				new Replacement("0002_b", true), new Replacement("0003_c", false), new Replacement("0004 d", false));
		assertThat(directives.lockTimeout()).isEqualTo(Duration.ofSeconds(5));
		assertThat(directives.replaces("0002_b")).isTrue();
		assertThat(directives.replaces("0005_e")).isFalse();
	}

	@Test
	void readsTheHeadOnly() {
		assertThat(parse("select 1;\n-- migrator: non-transactional\n").nonTransactional()).isFalse();
		assertThat(parse("/* licence\n-- migrator: nonsense\n*/\n-- migrator: non-transactional\nselect 1;")
			.nonTransactional()).isTrue();
		assertThat(parse("create table a ();")).isSameAs(Directives.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- PRISMA_MIGRATE: non-transactional", "-- +goose NO TRANSACTION", "-- no-transaction",
			"-- migrate:up transaction:false", "-- +migrate Up notransaction", "-- migrator: non-transactional",
			"-- migrator: non-transactional=true", "-- Migrator:NON-TRANSACTIONAL" })
	void readsWhatOtherToolsCallNonTransactional(String line) {
		assertThat(parse("-- first\n" + line + "\r\nselect 1;").nonTransactional()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- migrate:up", "-- migrate:up transaction:true", "-- +goose Up",
			"-- migrator: non-transactional=false", "-- no-transaction needed here", "-- see migrator: nothing" })
	void leavesOtherCommentsAlone(String line) {
		assertThat(parse(line + "\nselect 1;").nonTransactional()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "5s,PT5S", "500ms,PT0.5S", "10min,PT10M", "10m,PT10M", "1h,PT1H", "PT5S,PT5S", "0s,PT0S", "1d,PT24H" })
	void readsDurations(String value, Duration expected) {
		assertThat(parse("-- migrator: lock-timeout=" + value).lockTimeout()).isEqualTo(expected);
	}

	@Test
	void namesTheNearestDirective() {
		assertThatExceptionOfType(ScriptException.class)
			.isThrownBy(() -> parse("-- first\n--  migrator: lock_timout=5s\nselect 1;"))
			.satisfies((ex) -> {
				assertThat(ex.line()).isEqualTo(2);
				assertThat(ex.column()).isEqualTo(15);
				assertThat(ex).hasMessageContaining("lock_timout").hasMessageContaining("\"lock-timeout\"");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "lock-timeout=5", "lock-timeout=-PT5S", "lock-timeout", "lock-timeout=", "window=22-4",
			"window=22:00-22:00", "window=22:00-04:00 Europe/Nowhere", "phase=before", "requires-approval=perhaps",
			"environments=,", "why=", "lock-timeout=5s lock-timeout=6s", "", "=5s" })
	void showsAnExampleForABadValue(String text) {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> parse("-- migrator: " + text))
			.withMessageContaining("db/1_x.sql:1:")
			.satisfies((ex) -> assertThat(ex.nextStep()).startsWith("Write "));
	}

	@Test
	void windowsMaySpanMidnight() {
		Window night = new Window(LocalTime.of(22, 0), LocalTime.of(4, 0), null);
		assertThat(List.of("21:59", "22:00", "03:59", "04:00"))
			.map((time) -> night.contains(Instant.parse("2026-01-10T" + time + ":00Z")))
			.containsExactly(false, true, true, false);
	}

	@Test
	void environmentsMayBeLeftOut() {
		assertThat(parse("-- migrator: environments=dev,test").appliesIn(Set.of("test"))).isTrue();
		assertThat(parse("-- migrator: environments=dev,test").appliesIn(Set.of("prod"))).isFalse();
		assertThat(parse("-- migrator: environments=!prod").appliesIn(Set.of("prod"))).isFalse();
		assertThat(parse("-- migrator: environments=!prod").appliesIn(Set.of())).isTrue();
		assertThat(Directives.NONE.appliesIn(Set.of("prod"))).isTrue();
	}

	private static Directives parse(String text) {
		return Directives.parse("db/1_x.sql", ScriptTests.script(text).facts().head());
	}

}
