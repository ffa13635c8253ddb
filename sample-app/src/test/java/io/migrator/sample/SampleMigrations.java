package io.migrator.sample;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import javax.sql.DataSource;

import com.jayway.jsonpath.JsonPath;
import io.migrator.Migrator;
import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillSettings;
import io.migrator.backfill.BackfillSource;
import io.migrator.backfill.work.BackfillEngine;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.MigrationSource;
import io.migrator.plan.OutOfOrder;
import io.migrator.run.MigratorSettings;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * The ids of the sample's migrations, and the way to a database that has them and what
 * its backfills do.
 */
final class SampleMigrations {

	/** What every environment gets, in order. */
	static final List<String> EVERYWHERE = List.of("20260105090000_portfolios_wallets_deals_coverages",
			"20260110120000_funding_coverage_collection_status", "20260118090000_wallet_holds",
			"20260125083000_wallet_holds_open_index", "20260202100000_wallet_minimum_balance",
			"20260209110000_funding_coverage_hold", "20260209110500_funding_coverage_hold_validate",
			"20260215090000_rename_wallets_bal_avail_expand", "20260223090000_funding_coverage_status_required",
			"20260302090000_rename_wallets_bal_avail_switch", "20260309090000_rename_wallets_bal_avail_contract");

	/** What waits for the backfill {@code collection_status}. */
	static final String HELD = "20260223090000_funding_coverage_status_required";

	/** What only the environment called demo gets. */
	static final String DEMO_DATA = "20260216080000_demo_data";

	private final TestDatabase database;

	private final Predicate<String> released;

	private SampleMigrations(TestDatabase database, Predicate<String> released) {
		this.database = database;
		this.released = released;
	}

	/**
	 * Everything that the sample has.
	 * @param database where to
	 * @return the migrations and backfills
	 */
	static SampleMigrations all(TestDatabase database) {
		return new SampleMigrations(database, (id) -> true);
	}

	/**
	 * What a release had.
	 * @param database where to
	 * @param last the last migration that was written by then
	 * @return the migrations and backfills
	 */
	static SampleMigrations until(TestDatabase database, String last) {
		return new SampleMigrations(database, (id) -> id.compareTo(last) <= 0);
	}

	/** Deploys, and works on backfills, until nothing is left to do. */
	void deploy() {
		while (!migrator("production").deploy().applied().isEmpty()) {
			backfill();
		}
	}

	/** Works on the backfills that are due. */
	void backfill() {
		DataSource dataSource = this.database.dataSource();
		BackfillSource source = new BackfillSource(List.of(BackfillSource.DEFAULT_LOCATION),
				SampleMigrations.class.getClassLoader(), List.of());
		List<BackfillDefinition> definitions = source.load().stream().filter(this::isReleased).toList();
		new BackfillEngine(dataSource, new DataSourceTransactionManager(dataSource), () -> definitions, this::load,
				settings("production"), BackfillSettings.defaults(), List.of(), (event) -> {
				})
			.workers()
			.run((name) -> true);
	}

	private boolean isReleased(BackfillDefinition backfill) {
		return backfill.directives().after().stream().allMatch(this.released);
	}

	/**
	 * A migrator for the database.
	 * @param environment the name of the environment
	 * @return the migrator
	 */
	Migrator migrator(String environment) {
		return new Migrator(this.database.dataSource(), this::load, settings(environment), List.of());
	}

	private MigrationSet load() {
		MigrationSet all = MigrationSource.of(MigrationSource.DEFAULT_LOCATION).load();
		return MigrationSet.of(all.stream().filter((migration) -> this.released.test(migration.id().value())).toList(),
				List.of(), all.origins());
	}

	private static MigratorSettings settings(String environment) {
		return new MigratorSettings(MigratorSettings.DEFAULT_SCHEMA, MigratorSettings.DEFAULT_STREAM,
				Set.of(environment), MigratorSettings.DEFAULT_LOCK_TIMEOUT, 10, Duration.ofSeconds(10), OutOfOrder.FAIL,
				"sample tests", null, null);
	}

	/**
	 * Waits until a started application has also applied what waits for its backfill.
	 * @param port the application's port
	 */
	static void awaitAll(int port) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> JsonPath.read(Http.get(port, "/actuator/migrations"), "$.summary.applied"),
					(applied) -> applied.equals(EVERYWHERE.size()));
	}

}
