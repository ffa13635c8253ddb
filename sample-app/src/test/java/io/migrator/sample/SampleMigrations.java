package io.migrator.sample;

import java.time.Duration;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;

/**
 * The ids of the sample's migrations.
 */
final class SampleMigrations {

	/** What every environment gets, in order. */
	static final List<String> EVERYWHERE = List.of("20260105090000_portfolios_wallets_deals_coverages",
			"20260110120000_funding_coverage_collection_status", "20260118090000_wallet_holds",
			"20260125083000_wallet_holds_open_index", "20260202100000_wallet_minimum_balance",
			"20260209110000_funding_coverage_hold", "20260209110500_funding_coverage_hold_validate",
			"20260223090000_funding_coverage_status_required");

	/** What waits for the backfill {@code collection_status}. */
	static final String HELD = "20260223090000_funding_coverage_status_required";

	/** What only the environment called demo gets. */
	static final String DEMO_DATA = "20260216080000_demo_data";

	private SampleMigrations() {
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
