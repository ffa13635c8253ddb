package io.migrator.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.migrator.backup.Backup;
import io.migrator.backup.BackupRequest;
import io.migrator.backup.DatabaseBackup;
import io.migrator.run.DeployResult;
import io.migrator.run.MigratorEvent.BackupTaken;
import io.migrator.test.FakePgDump;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backups before the deploy of a start, by {@code pg_dump} or by a bean.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The stand-in for pg_dump is a shell script")
@ExtendWith(OutputCaptureExtension.class)
class BackupAutoConfigurationTests {

	private final TestDatabase database = TestDatabase.create();

	@TempDir
	private Path backups;

	@TempDir
	private Path programs;

	private FakePgDump program;

	private ApplicationContextRunner runner;

	@BeforeEach
	void setUp() {
		this.program = FakePgDump.good(this.programs);
		this.runner = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + this.database.url() + "?sslmode=prefer",
					"spring.datasource.username=postgres", "spring.datasource.password=hush",
					"migrator.backup.mode=required", "migrator.backup.directory=" + this.backups,
					"migrator.backup.command=" + this.program.program());
	}

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void aStartThatHasSomethingToApplyTakesABackupByPgDump(CapturedOutput output) {
		this.runner.withUserConfiguration(Listener.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Listener.class).taken).singleElement().satisfies((event) -> {
				assertThat(Path.of(event.location())).hasParent(this.backups).exists();
				assertThat(event.restoreCommand()).contains("pg_restore").doesNotContain("hush");
				assertThat(output).contains("Backup taken in", event.restoreCommand());
			});
			DeployResult result = context.getBean(MigratorInitializer.class).result();
			assertThat(result).isNotNull().extracting(DeployResult::backup).isNotNull();
		});
		assertThat(this.program.environment()).containsEntry("PGDATABASE", this.database.name())
			.containsEntry("PGUSER", "postgres")
			.containsEntry("PGPASSWORD", "hush")
			.containsEntry("PGSSLMODE", "prefer");
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		assertThat(this.program.calls()).as("the second start has nothing to apply").isEqualTo(1);
		assertThat(output).doesNotContain("hush");
	}

	@Test
	void connectsAsTheMigratorDoesNotAsTheApplication() {
		this.runner
			.withPropertyValues("migrator.datasource.url=" + this.database.url(),
					"migrator.datasource.username=postgres", "migrator.datasource.password=other")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(this.program.environment()).containsEntry("PGPASSWORD", "other").doesNotContainKey("PGSSLMODE");
	}

	@Test
	void knowsThePasswordOfADataSourceThatKeepsItFromTheConnectionDetails() {
		this.runner.withUserConfiguration(SecretiveDataSource.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.program.environment()).containsEntry("PGPASSWORD", "hush");
		});
	}

	@Test
	void aBeanTakesThePlaceOfPgDump() {
		this.runner.withUserConfiguration(SnapshotBackup.class)
			.withPropertyValues("migrator.backup.directory=")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				BackupRequest request = context.getBean(SnapshotBackup.class).request;
				assertThat(request.migrations()).containsExactly("20260101000000_create_wallets",
						"20260102000000_seed_wallets");
				DeployResult result = context.getBean(MigratorInitializer.class).result();
				assertThat(result).isNotNull()
					.extracting(DeployResult::backup)
					.isEqualTo(new Backup("snapshot 17", "restore-snapshot 17"));
			});
		assertThat(this.program.calls()).isZero();
	}

	@Test
	void aStartFailsReadablyIfThereHasToBeABackupAndIsNone() {
		this.runner.withPropertyValues("migrator.backup.directory=").run((context) -> {
			assertThat(context).hasFailed();
			assertThat(new MigratorFailureAnalyzer().analyze(context.getStartupFailure())).isNotNull()
				.satisfies((analysis) -> {
					assertThat(analysis.getDescription()).contains("No backup could be taken",
							"nothing of this deploy is applied");
					assertThat(analysis.getAction()).contains("migrator.backup.directory");
				});
		});
		assertThat(this.database.jdbc().sql("SELECT to_regclass('wallets') IS NULL").query(Boolean.class).single())
			.isTrue();
	}

	@Test
	void aStartGoesOnWithAWarningIfThereIsNoneAndNeedBeNone(CapturedOutput output) throws Exception {
		Files.delete(this.program.program());
		this.runner.withPropertyValues("migrator.backup.mode=auto").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("WARN", "No backup could be taken; the deploy goes on without one",
					"There is no program");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		private final List<BackupTaken> taken = new ArrayList<>();

		@EventListener
		void taken(BackupTaken event) {
			this.taken.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SnapshotBackup implements DatabaseBackup {

		private BackupRequest request;

		@Override
		public Backup take(BackupRequest request) {
			this.request = request;
			return new Backup("snapshot 17", "restore-snapshot 17");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecretiveDataSource {

		@Bean
		DataSource dataSource(Environment environment) {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl(environment.getRequiredProperty("spring.datasource.url"));
			pool.setUsername("postgres");
			pool.setPassword("hush");
			return new AbstractDataSource() {

				@Override
				public Connection getConnection() throws SQLException {
					return pool.getConnection();
				}

				@Override
				public Connection getConnection(String username, String password) throws SQLException {
					return pool.getConnection();
				}

			};
		}

	}

}
