package io.migrator.sample.funding;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class FundingCoverages {

	private static final String COLUMNS = "id, deal_id, wallet_id, amount, collection_status, wallet_hold_id, collected_at";

	private final JdbcClient jdbc;

	FundingCoverages(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<FundingCoverage> ofDeal(long dealId) {
		return this.jdbc.sql("SELECT " + COLUMNS + " FROM funding_coverages WHERE deal_id = :dealId ORDER BY id")
			.param("dealId", dealId)
			.query(FundingCoverages::coverage)
			.list();
	}

	List<FundingCoverage> withStatus(CollectionStatus status) {
		return this.jdbc.sql("SELECT " + COLUMNS + """
				 FROM funding_coverages WHERE collection_status = :status::collection_status
				ORDER BY created_at, id
				""").param("status", status.label()).query(FundingCoverages::coverage).list();
	}

	/**
	 * Coverages whose amount has been held for long.
	 * @param age how long
	 * @return their ids
	 */
	List<Long> requestedBefore(Duration age) {
		return this.jdbc.sql("""
				SELECT funding_coverages.id FROM funding_coverages
				JOIN wallet_holds ON wallet_holds.id = wallet_hold_id AND wallet_holds.status = 'open'
				WHERE collection_status = 'requested'
				    AND wallet_holds.created_at < now() - make_interval(secs => :seconds)
				ORDER BY funding_coverages.id LIMIT 1000
				""").param("seconds", age.toSeconds()).query(Long.class).list();
	}

	Optional<FundingCoverage> lock(long id) {
		return this.jdbc.sql("SELECT " + COLUMNS + " FROM funding_coverages WHERE id = :id FOR NO KEY UPDATE")
			.param("id", id)
			.query(FundingCoverages::coverage)
			.optional();
	}

	FundingCoverage create(long dealId, long walletId, BigDecimal amount) {
		return this.jdbc.sql("""
				INSERT INTO funding_coverages (deal_id, wallet_id, amount) VALUES (:dealId, :walletId, :amount)
				RETURNING\s""" + COLUMNS)
			.param("dealId", dealId)
			.param("walletId", walletId)
			.param("amount", amount)
			.query(FundingCoverages::coverage)
			.single();
	}

	FundingCoverage update(long id, CollectionStatus status, @Nullable Long walletHoldId) {
		return this.jdbc.sql("""
				UPDATE funding_coverages
				SET collection_status = :status::collection_status,
				    wallet_hold_id = :walletHoldId::bigint,
				    collected_at = CASE WHEN :status = 'collected' THEN now() END
				WHERE id = :id RETURNING\s""" + COLUMNS)
			.param("status", status.label())
			.param("walletHoldId", walletHoldId)
			.param("id", id)
			.query(FundingCoverages::coverage)
			.single();
	}

	private static FundingCoverage coverage(ResultSet row, int number) throws SQLException {
		Timestamp collectedAt = row.getTimestamp("collected_at");
		return new FundingCoverage(row.getLong("id"), row.getLong("deal_id"), row.getLong("wallet_id"),
				row.getBigDecimal("amount"), CollectionStatus.of(row.getString("collection_status")),
				row.getObject("wallet_hold_id", Long.class), (collectedAt != null) ? collectedAt.toInstant() : null);
	}

}
