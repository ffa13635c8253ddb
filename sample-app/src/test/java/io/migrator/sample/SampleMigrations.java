package io.migrator.sample;

import java.util.List;

/**
 * The ids of the sample's migrations.
 */
final class SampleMigrations {

	/** What every environment gets, in order. */
	static final List<String> EVERYWHERE = List.of("20260105090000_portfolios_wallets_deals_coverages",
			"20260110120000_funding_coverage_collection_status", "20260118090000_wallet_holds",
			"20260125083000_wallet_holds_open_index", "20260202100000_wallet_minimum_balance",
			"20260209110000_funding_coverage_hold", "20260209110500_funding_coverage_hold_validate");

	/** What only the environment called demo gets. */
	static final String DEMO_DATA = "20260216080000_demo_data";

	private SampleMigrations() {
	}

}
