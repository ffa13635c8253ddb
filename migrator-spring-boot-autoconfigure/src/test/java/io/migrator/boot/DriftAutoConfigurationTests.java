package io.migrator.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.migrator.Migrator;
import io.migrator.drift.DriftChecks;
import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.DriftChecked;
import io.migrator.run.MigratorSettings;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class DriftAutoConfigurationTests {

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
				DriftAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres");

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void checksWhatTheMigratorMigrated() {
		this.runner.run((context) -> {
			DriftChecks checks = context.getBean(DriftChecks.class);
			assertThat(checks.check().isDrifted()).isFalse();
			byHand("ALTER TABLE wallets ADD COLUMN note text");
			assertThat(checks.check().objects()).singleElement().hasToString("table public.wallets is changed");
		});
	}

	@Test
	void logNamesEveryObjectAndBothWaysOut(CapturedOutput output) {
		this.runner.run((context) -> {
			DriftChecks checks = context.getBean(DriftChecks.class);
			checks.check();
			assertThat(output).contains("The schema agrees with the snapshot of the last deploy");
			byHand("ALTER TABLE wallets ADD COLUMN note text");
			byHand("CREATE TABLE scratch (id int)");
			checks.check();
			assertThat(output).contains("WARN")
				.contains("The schema has drifted from the snapshot of the last deploy")
				.contains("2 objects: table public.scratch is unexpected, table public.wallets is changed")
				.contains("migrator drift --sql=restore", "migrator drift --sql=adopt");
		});
	}

	@Test
	void checksArePublishedAsApplicationEventsAndAFailingListenerDoesNotStopThem() {
		this.runner.withUserConfiguration(Listeners.class).run((context) -> {
			context.getBean(DriftChecks.class).check();
			assertThat(context.getBean(Listeners.class).checked).singleElement()
				.satisfies((event) -> assertThat(event.count()).isZero());
		});
	}

	@Test
	void ignoresAndLimitsAsConfigured() {
		this.runner
			.withPropertyValues("migrator.drift.ignore=public.tmp_*", "migrator.drift.schemas=public",
					"migrator.drift.expect=migrations", "migrator.drift.shadow-url=" + this.database.url(),
					"migrator.drift.shadow-username=postgres")
			.run((context) -> {
				byHand("CREATE TABLE tmp_1 (id int)");
				byHand("CREATE SCHEMA elsewhere");
				assertThat(context.getBean(DriftChecks.class).check())
					.satisfies((report) -> assertThat(report.objects()).isEmpty())
					.satisfies((report) -> assertThat(report.expectation()).contains("2 applied migrations"));
			});
	}

	@Test
	void aShadowThatCannotBeReachedIsToldWithTheWaysToProvideOne() {
		this.runner
			.withPropertyValues("migrator.drift.expect=migrations",
					"migrator.drift.shadow-url=jdbc:postgresql://localhost:1/nowhere")
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean(DriftChecks.class)
				.extracting(DriftAutoConfigurationTests::failureOf)
				.satisfies((failure) -> assertThat(failure.nextStep()).contains("migrator.drift.shadow-url")));
	}

	@Test
	void asksTheDatabaseForNothingUntilSomebodyChecks() {
		this.runner.run((context) -> assertThat(context.getBeanFactory().containsSingleton("driftChecks")).isFalse());
	}

	@Test
	void isSwitchedOff() {
		this.runner.withPropertyValues("migrator.drift.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(DriftChecks.class)
				.doesNotHaveBean(LastDrift.class)
				.doesNotHaveBean(DriftSchedule.class)
				.hasSingleBean(Migrator.class));
	}

	@Test
	void leavesAMigratorOfTheApplicationsOwnToIt() {
		this.runner.withUserConfiguration(OwnMigrator.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Migrator.class)
				.doesNotHaveBean(DriftChecks.class)
				.doesNotHaveBean(LastDrift.class));
	}

	@Test
	void invalidScheduleIsToldByNameBeforeAnythingIsMigrated() {
		this.runner.withPropertyValues("migrator.drift.schedule=daily").run((context) -> {
			assertThat(context).hasFailed();
			assertThat(new MigratorFailureAnalyzer().analyze(context.getStartupFailure())).isNotNull()
				.satisfies((analysis) -> assertThat(analysis.getDescription()).contains("'migrator.drift.schedule'",
						"\"daily\"", "no cron expression"))
				.satisfies((analysis) -> assertThat(analysis.getAction()).contains("0 0 3 * * *"));
			assertThat(this.database.jdbc().sql("SELECT to_regclass('wallets')").query(String.class).optional())
				.isEmpty();
		});
		this.runner.withPropertyValues("migrator.drift.schedule=0 0 3 31 2 *")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MigratorException.class)
				.hasMessageContaining("names a day that no year has"));
	}

	private static MigratorException failureOf(DriftChecks checks) {
		try {
			checks.check();
		}
		catch (MigratorException ex) {
			return ex;
		}
		throw new AssertionError("Nothing was thrown");
	}

	private void byHand(String sql) {
		this.database.jdbc().sql(sql).update();
	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		private final List<DriftChecked> checked = new ArrayList<>();

		@EventListener
		void checked(DriftChecked event) {
			this.checked.add(event);
		}

		@Bean
		MigrationListener failing() {
			return (MigratorEvent event) -> {
				if (event instanceof DriftChecked) {
					throw new IllegalStateException("a listener that fails");
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMigrator {

		@Bean
		Migrator ownMigrator() {
			TestDatabase unreachable = TestDatabase.create();
			unreachable.close();
			return new Migrator(unreachable.dataSource(), MigrationSource.of("classpath:db/migrations")::load,
					MigratorSettings.defaults(), List.of());
		}

		@Bean
		MigratorInitializer migratorInitializer(Migrator migrator) {
			return new MigratorInitializer(migrator, MigratorProperties.Startup.NONE, Duration.ZERO);
		}

	}

}
