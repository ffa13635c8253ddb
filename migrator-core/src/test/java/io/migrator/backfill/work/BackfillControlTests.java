package io.migrator.backfill.work;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus;
import io.migrator.error.MigratorException;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import io.migrator.test.OlderTables;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class BackfillControlTests {

	private static final int ROWS = 10_000;

	private static final String COUNT = "-- migrator: batch=100\nUPDATE wallet SET n = n + 1;";

	private final BackfillFixture fixture = new BackfillFixture().wallets(ROWS);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void pausesAfterTheBatchesThatAreUnderWayAndGoesOnWhereItStopped() {
		runUntil(3_000);
		this.fixture.engine().pause("counted", "month's end");
		assertThat(status().state()).isEqualTo(BackfillState.PAUSED);
		assertThat(status().reasons()).contains("it is paused: month's end");
		this.fixture.holdAt(Long.MAX_VALUE);
		await().atMost(BackfillFixture.A_WHILE).until(() -> status().progress().workers().isEmpty());
		long rows = this.fixture.number("SELECT sum(n) FROM wallet");
		await().pollDelay(Duration.ofMillis(500)).until(() -> true);
		assertThat(this.fixture.number("SELECT sum(n) FROM wallet")).isEqualTo(rows).isLessThan(ROWS);

		this.fixture.engine().resume("counted", null);
		awaitState(BackfillState.COMPLETED);
		assertEachRowOnce();
		assertThat(audited()).containsExactly("backfill pause (month's end)", "backfill resume (-)");
		assertThat(this.fixture.events()).filteredOn(BackfillStateChanged.class::isInstance)
			.extracting((event) -> ((BackfillStateChanged) event).state())
			.containsExactly("paused", "running", "completed");
	}

	@Test
	void whatACancelledOneCommittedStays() {
		runUntil(3_000);
		this.fixture.engine().cancel("counted", "not needed");
		this.fixture.holdAt(Long.MAX_VALUE);
		await().atMost(BackfillFixture.A_WHILE).until(() -> status().progress().workers().isEmpty());
		assertThat(status().state()).isEqualTo(BackfillState.CANCELLED);
		assertThat(status().finishedAt()).isNotNull();
		assertThat(status().progress().rowsDone()).isEqualTo(this.fixture.number("SELECT sum(n) FROM wallet"))
			.isGreaterThanOrEqualTo(3_000);
	}

	@Test
	void startsAnewFromTheFirstRow() {
		runUntil(3_000);
		this.fixture.engine().cancel("counted", null);
		await().atMost(BackfillFixture.A_WHILE).until(() -> status().progress().workers().isEmpty());
		long rows = this.fixture.number("SELECT sum(n) FROM wallet");
		this.fixture.holdAt(Long.MAX_VALUE).engine().start("counted", "needed after all");
		awaitState(BackfillState.COMPLETED);
		assertThat(this.fixture.number("SELECT sum(n) FROM wallet")).isEqualTo(rows + ROWS);
		assertThat(status().progress().rowsDone()).isEqualTo(ROWS);
		assertThat(status().progress().rounds()).isOne();
		assertThat(audited()).containsExactly("backfill cancel (-)", "backfill start (needed after all)");
	}

	@Test
	void startsACompletedOneAnewAsItIsDefinedNow() {
		this.fixture.backfill("counted", COUNT).engine().workers().run((name) -> true);
		this.fixture.backfill("counted", "UPDATE wallet SET n = n + 10;");
		this.fixture.engine().workers().run((name) -> true);
		assertEachRowOnce();
		this.fixture.engine().start("counted", null);
		assertThat(this.fixture.engine().workers().run((name) -> true)).isTrue();
		assertThat(this.fixture.number("SELECT count(*) FROM wallet WHERE n = 11")).isEqualTo(ROWS);
	}

	@Test
	void moreOrFewerWorkersObeyWhileTheyWork() {
		runUntil(2_000);
		await().atMost(BackfillFixture.A_WHILE).until(() -> status().progress().workers().size() == 2);
		this.fixture.engine().adjust("counted", Duration.ofMillis(7), 4, "quick");
		await().atMost(BackfillFixture.A_WHILE).until(() -> status().progress().workers().size() == 4);
		assertThat(status().settings()).isEqualTo(new BackfillStatus.Settings(4, Duration.ofMillis(7), 100));
		this.fixture.engine().adjust("counted", null, 1, null);
		await().atMost(BackfillFixture.A_WHILE).until(() -> status().progress().workers().size() == 1);
		assertThat(status().settings().batchDuration()).isEqualTo(Duration.ofMillis(7));
		this.fixture.holdAt(Long.MAX_VALUE);
		awaitState(BackfillState.COMPLETED);
		assertEachRowOnce();
		assertThat(audited()).containsExactly("backfill adjust batch=7ms parallel=4 (quick)",
				"backfill adjust parallel=1 (-)");
	}

	@Test
	void onePausedBeforeItBeganWaitsForItsResumption() {
		this.fixture.backfill("counted", COUNT).engine().pause("counted", "not today");
		this.fixture.engine().adjust("counted", null, 1, null);
		assertThat(this.fixture.engine().workers().run((name) -> true)).isFalse();
		assertThat(status().state()).isEqualTo(BackfillState.PAUSED);
		this.fixture.engine().resume("counted", null);
		assertThat(status().state()).isEqualTo(BackfillState.WAITING);
		assertThat(status().startedAt()).isNull();
		assertThat(status().settings().parallel()).isOne();
		assertThat(this.fixture.engine().workers().run((name) -> true)).isTrue();
		assertEachRowOnce();
	}

	@Test
	void oneCancelledBeforeItBeganNeverBegins() {
		this.fixture.backfill("counted", COUNT).engine().cancel("counted", null);
		assertThat(this.fixture.engine().workers().run((name) -> true)).isTrue();
		assertThat(this.fixture.number("SELECT sum(n) FROM wallet")).isZero();
	}

	@Test
	void whatIsStartedByHandDoesNotWaitForItsWindow() {
		LocalTime later = LocalTime.now(ZoneOffset.UTC).plusHours(6);
		DateTimeFormatter format = DateTimeFormatter.ofPattern("HH:mm");
		this.fixture.backfill("counted", "-- migrator: window=" + format.format(later) + "-"
				+ format.format(later.plusHours(1)) + "\nUPDATE wallet SET n = n + 1;");
		assertThat(this.fixture.engine().workers().run((name) -> true)).isFalse();
		assertThat(status().reasons()).singleElement().asString().startsWith("it waits for its window");
		this.fixture.engine().start("counted", "now");
		assertThat(status().state()).isEqualTo(BackfillState.WAITING);
		assertThat(this.fixture.engine().workers().run((name) -> true)).isTrue();
		assertEachRowOnce();
	}

	@Test
	void triesQuarantinedRowsAgain() {
		this.fixture.jdbc().sql("ALTER TABLE wallet ADD CHECK (id NOT IN (77, 7777) OR n < 1)").update();
		this.fixture.backfill("counted", COUNT);
		assertThat(this.fixture.engine().workers().run((name) -> true)).isFalse();
		assertThat(status().state()).isEqualTo(BackfillState.INCOMPLETE);
		assertThat(status().progress().quarantined()).isEqualTo(2);
		assertThat(this.fixture.engine().quarantined("counted", 10)).hasSize(2)
			.allSatisfy((row) -> assertThat(row.sqlState()).isEqualTo("23514"))
			.extracting((row) -> row.key().toString())
			.containsExactlyInAnyOrder("77", "7777");
		assertThat(this.fixture.engine().quarantined("counted", 1)).hasSize(1);
		this.fixture.jdbc().sql("ALTER TABLE wallet DROP CONSTRAINT wallet_check").update();
		assertThat(this.fixture.engine().retry("counted", "mended")).isEqualTo(2);
		assertThat(this.fixture.engine().workers().run((name) -> true)).isTrue();
		assertThat(status().state()).isEqualTo(BackfillState.COMPLETED);
		assertThat(status().progress().rowsDone()).isEqualTo(ROWS);
		assertEachRowOnce();
		assertThat(audited()).containsExactly("backfill retry of 2 quarantined rows (mended)");
		refused(() -> this.fixture.engine().retry("counted", null), "has no rows in quarantine");
	}

	@Test
	void oneThatFailedGoesOnOnceItIsMended() {
		this.fixture.backfill("counted", "-- migrator: batch=100\nUPDATE wallet SET n = n + missing();");
		assertThat(this.fixture.engine().workers().run((name) -> true)).isFalse();
		assertThat(status().state()).isEqualTo(BackfillState.FAILED);
		assertThat(status().error()).contains("missing()");
		this.fixture.jdbc().sql("CREATE FUNCTION missing() RETURNS integer LANGUAGE sql RETURN 1").update();
		this.fixture.engine().resume("counted", null);
		assertThat(status().error()).isNull();
		assertThat(this.fixture.engine().workers().run((name) -> true)).isTrue();
		assertEachRowOnce();
	}

	@Test
	void refusesWhatCannotBeAndSaysWhatCan() {
		BackfillEngine engine = this.fixture.backfill("counted", COUNT).engine();
		refused(() -> engine.resume("counted", null), "has not begun", "It begins by itself");
		refused(() -> engine.retry("counted", null), "no rows in quarantine");
		runUntil(1_000);
		refused(() -> engine.start("counted", null), "is running already", "cancel it first");
		refused(() -> engine.resume("counted", null), "is running: there is no way to resume it");
		engine.pause("counted", null);
		refused(() -> engine.pause("counted", null), "is paused", "Resume it, or cancel it.");
		refused(() -> engine.start("counted", null), "is paused", "Resume it");
		engine.cancel("counted", null);
		refused(() -> engine.pause("counted", null), "is cancelled", "Start it anew");
		refused(() -> engine.adjust("counted", null, 2, null), "is cancelled");
		refused(() -> engine.adjust("counted", null, null, null), "nothing to adjust");
		refused(() -> engine.adjust("counted", null, 0, null), "cannot be worked on by 0");
		refused(() -> engine.adjust("counted", Duration.ZERO, null, null), "cannot take PT0S");
		assertThat(audited()).hasSize(2);
	}

	@Test
	void doesNotGoOnWithAnotherDefinition() {
		runUntil(1_000);
		this.fixture.engine().pause("counted", null);
		this.fixture.backfill("counted", "UPDATE wallet SET n = n + 10;");
		refused(() -> this.fixture.engine().resume("counted", null), "was changed since it was begun", "Start it anew");
		this.fixture.engine().start("counted", null);
		assertThat(status().state()).isEqualTo(BackfillState.WAITING);
	}

	@Test
	void anUnknownNameChangesNothingAndCreatesNothing() {
		BackfillEngine engine = this.fixture.backfill("counted", COUNT).backfill("other", COUNT).engine();
		refused(() -> engine.pause("countd", null), "There is no backfill countd", "counted, other");
		assertThat(this.fixture.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'migrator'")).isZero();
		engine.pause("counted", null);
		refused(() -> engine.pause("countd", null), "There is no backfill countd", "counted, other");
		refused(() -> engine.sample("countd", 10), "There is no backfill countd", "counted, other");
	}

	@Test
	void keepsOnWhoseWordItWasDoneWhateverVersionMadeTheTables() {
		BackfillEngine engine = this.fixture.backfill("counted", COUNT).engine();
		engine.pause("counted", null);
		OlderTables.make(this.fixture.jdbc(), "migrator", 3);
		engine.onBehalfOf("ann").resume("counted", null);
		assertThat(this.fixture.jdbc()
			.sql("SELECT action || ' ' || coalesce(principal, '-') FROM migrator.audit_log ORDER BY entry")
			.query(String.class)
			.list()).containsExactly("backfill pause -", "backfill resume ann");
	}

	@Test
	void changesNothingThatIsNotAudited() {
		BackfillEngine engine = this.fixture.backfill("counted", COUNT).engine();
		engine.pause("counted", null);
		this.fixture.jdbc().sql("ALTER TABLE migrator.audit_log ADD CHECK (action <> 'backfill resume')").update();
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> engine.resume("counted", null));
		assertThat(status().state()).isEqualTo(BackfillState.PAUSED);
	}

	private void runUntil(long rows) {
		this.fixture.backfill("counted", COUNT).holdAt(rows).engine().workers().start();
		await().atMost(BackfillFixture.A_WHILE).until(() -> status().reasons().contains("the test looks"));
	}

	private BackfillStatus status() {
		return this.fixture.engine().status("counted");
	}

	private void awaitState(BackfillState state) {
		await().atMost(BackfillFixture.A_WHILE).until(() -> status().state() == state);
	}

	private void assertEachRowOnce() {
		assertThat(this.fixture.number("SELECT count(*) FROM wallet WHERE n = 1")).isEqualTo(ROWS);
	}

	private static void refused(ThrowingCallable call, String... texts) {
		assertThatExceptionOfType(MigratorException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(texts))
			.satisfies((ex) -> assertThat(ex.databaseState()).isEqualTo("nothing was changed"));
	}

	private List<String> audited() {
		return this.fixture.jdbc()
			.sql("SELECT action || ' (' || coalesce(reason, '-') || ')' FROM migrator.audit_log "
					+ "WHERE migration = 'counted' AND who LIKE 'postgres (workspace)' ORDER BY entry")
			.query(String.class)
			.list();
	}

}
