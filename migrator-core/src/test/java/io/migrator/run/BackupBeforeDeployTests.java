package io.migrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.migrator.Migrator;
import io.migrator.backup.Backup;
import io.migrator.backup.BackupException;
import io.migrator.backup.BackupMode;
import io.migrator.backup.BackupPolicy;
import io.migrator.backup.BackupRequest;
import io.migrator.backup.DatabaseBackup;
import io.migrator.run.MigratorEvent.BackupTaken;
import io.migrator.run.MigratorEvent.DeployStarted;
import io.migrator.run.MigratorEvent.MigrationStarted;
import io.migrator.run.MigratorEvent.Warning;
import io.migrator.sql.ScriptException;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When a deploy asks for a backup, what it tells, and what it does if there is none.
 */
class BackupBeforeDeployTests {

	private static final String FIRST = "20260101000000_first";

	private static final String SECOND = "20260102000000_second";

	private final Workspace workspace = new Workspace();

	private final List<BackupRequest> requests = Collections.synchronizedList(new ArrayList<>());

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void takesOneBackupUnderTheLockBeforeTheFirstStatement() {
		migrations();
		DeployResult result = migrator(BackupMode.REQUIRED, (request) -> {
			assertThat(this.workspace.exists("wallet")).isFalse();
			assertThat(this.workspace.jdbc()
				.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = "
						+ "(SELECT oid FROM pg_database WHERE datname = current_database())")
				.query(Integer.class)
				.single()).isEqualTo(1);
			return taken(request);
		}).deploy();
		assertThat(result.applied()).containsExactly(FIRST, SECOND);
		assertThat(result.backup()).isEqualTo(new Backup("a safe place", "restore it"));
		assertThat(this.requests).singleElement().satisfies((request) -> {
			assertThat(request.migrations()).containsExactly(FIRST, SECOND);
			assertThat(request.database()).isEqualTo(this.workspace.database().name());
			assertThat(request.serverVersion()).isEqualTo(this.workspace.database().majorVersion());
			assertThat(request.historySchema()).isEqualTo("migrator");
			assertThat(request.at()).isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
		});
		assertThat(this.workspace.events(MigratorEvent.class)
			.stream()
			.filter((event) -> event instanceof DeployStarted || event instanceof BackupTaken
					|| event instanceof MigrationStarted)
			.map((event) -> event.getClass().getSimpleName()))
			.containsExactly("DeployStarted", "BackupTaken", "MigrationStarted", "MigrationStarted");
		assertThat(this.workspace.events(BackupTaken.class)).singleElement().satisfies((event) -> {
			assertThat(event.ids()).containsExactly(FIRST, SECOND);
			assertThat(event.location()).isEqualTo("a safe place");
			assertThat(event.restoreCommand()).isEqualTo("restore it");
			assertThat(event.duration()).isPositive();
		});
		assertThat(audit())
			.containsExactly("backup: before " + FIRST + ", " + SECOND + ": a safe place; restored by restore it");
	}

	@Test
	void takesNoBackupIfThereIsNothingToApplyOrAllOfItIsHeld() {
		migrations();
		this.workspace.migrator().deploy();
		assertThat(migrator(BackupMode.REQUIRED, this::taken).deploy().backup()).isNull();
		this.workspace.migration("20260103000000_third", """
				-- migrator: requires-backfill=nothing_yet
				CREATE TABLE hold (id int);
				""");
		DeployResult held = migrator(BackupMode.REQUIRED, this::taken).deploy();
		assertThat(held.held()).containsExactly("20260103000000_third");
		assertThat(held.backup()).isNull();
		assertThat(this.requests).isEmpty();
		assertThat(audit()).isEmpty();
	}

	@Test
	void takesNoBackupUnlessAsked() {
		migrations();
		assertThat(migrator(BackupMode.NONE, this::taken).deploy().applied()).hasSize(2);
		assertThat(this.requests).isEmpty();
	}

	@Test
	void appliesNothingWithoutABackupThatIsRequired() {
		migrations();
		Migrator migrator = migrator(BackupMode.REQUIRED, (request) -> {
			throw new IllegalStateException("the disk is full");
		});
		assertThatExceptionOfType(BackupException.class).isThrownBy(migrator::deploy).satisfies((ex) -> {
			assertThat(ex.problem()).contains("No backup could be taken", "the disk is full");
			assertThat(ex.databaseState()).isEqualTo("nothing of this deploy is applied");
			assertThat(ex.nextStep()).contains("migrator.backup.mode=none");
			assertThat(ex.exitCode()).isEqualTo(4);
		});
		assertThat(this.workspace.exists("wallet")).isFalse();
		assertThat(this.workspace.history(FIRST, "state")).isEqualTo("(none)");
		assertThat(this.workspace.migrator().deploy().applied()).hasSize(2);
	}

	@Test
	void warnsAndGoesOnWithoutABackupThatIsNotRequired() {
		migrations();
		DeployResult result = migrator(BackupMode.AUTO, (request) -> {
			throw new IllegalStateException("the disk is full");
		}).deploy();
		assertThat(result.applied()).hasSize(2);
		assertThat(result.backup()).isNull();
		assertThat(this.workspace.events(Warning.class)).singleElement()
			.satisfies((warning) -> assertThat(warning.message()).contains("the disk is full", "goes on without"));
	}

	@Test
	void tellsOfTheBackupInTheErrorOfADeployThatFails() {
		migrations();
		this.workspace.migration("20260103000000_third", "CREATE TABLE wallet (id int);");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(migrator(BackupMode.REQUIRED, this::taken)::deploy)
			.satisfies((ex) -> assertThat(ex.nextStep())
				.endsWith("The backup from before this deploy is at a safe place. To restore it: restore it"))
			.withMessageEndingWith("restore it");
		assertThat(this.workspace.history("20260103000000_third", "error")).doesNotContain("restore");
	}

	@Test
	void takesNoBackupForAScriptThatCannotBeRead() {
		this.workspace.migration(FIRST, "CREATE TABLE wallet (name text DEFAULT 'never closed);");
		assertThatExceptionOfType(ScriptException.class).isThrownBy(migrator(BackupMode.REQUIRED, this::taken)::deploy);
		assertThat(this.requests).isEmpty();
	}

	@Test
	void givesTheBackupUpWithTheConnectionThatHoldsTheLock() throws Exception {
		migrations();
		CountDownLatch interrupted = new CountDownLatch(1);
		Migrator migrator = migrator(BackupMode.AUTO, (request) -> {
			this.workspace.jdbc()
				.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'workspace' "
						+ "AND datname = current_database()")
				.query()
				.listOfRows();
			try {
				Thread.sleep(Duration.ofMinutes(5).toMillis());
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
			return taken(request);
		});
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(migrator::deploy);
		assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.workspace.exists("wallet")).isFalse();
		assertThat(this.workspace.migrator().deploy().applied()).hasSize(2);
	}

	@Test
	void takesOneBackupForReplicasThatDeployAtOnce() throws Exception {
		migrations();
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			Callable<DeployResult> deploy = migrator(BackupMode.REQUIRED, this::taken)::deploy;
			int backups = 0;
			for (Future<DeployResult> result : executor.invokeAll(Collections.nCopies(4, deploy))) {
				backups += (result.get().backup() != null) ? 1 : 0;
			}
			assertThat(backups).isEqualTo(1);
			assertThat(this.requests).hasSize(1);
		}
		finally {
			executor.shutdown();
		}
	}

	private void migrations() {
		this.workspace.migration(FIRST, "CREATE TABLE wallet (id int);")
			.migration(SECOND, "INSERT INTO wallet VALUES (1);");
	}

	private Migrator migrator(BackupMode mode, DatabaseBackup backup) {
		return this.workspace.migrator().withBackups(new BackupPolicy(mode, backup));
	}

	private Backup taken(BackupRequest request) {
		this.requests.add(request);
		return new Backup("a safe place", "restore it");
	}

	private List<String> audit() {
		return this.workspace.jdbc()
			.sql("SELECT action || ': ' || reason FROM migrator.audit_log WHERE action = 'backup'")
			.query(String.class)
			.list();
	}

}
