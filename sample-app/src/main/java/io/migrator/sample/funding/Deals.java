package io.migrator.sample.funding;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Deals {

	private static final String SELECT = """
			SELECT deals.id, portfolio_id, reference, currency, funding_target, covered, collected
			FROM deals CROSS JOIN LATERAL (
			    SELECT coalesce(sum(amount), 0) AS covered,
			           coalesce(sum(amount) FILTER (WHERE collection_status = 'collected'), 0) AS collected
			    FROM funding_coverages WHERE deal_id = deals.id) coverages
			""";

	private final JdbcClient jdbc;

	Deals(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Deal> all() {
		return this.jdbc.sql(SELECT + "ORDER BY reference").query(Deals::deal).list();
	}

	Optional<Deal> find(long id) {
		return this.jdbc.sql(SELECT + "WHERE deals.id = :id").param("id", id).query(Deals::deal).optional();
	}

	long create(long portfolioId, String reference, String currency, BigDecimal fundingTarget) {
		return this.jdbc.sql("""
				INSERT INTO deals (portfolio_id, reference, currency, funding_target)
				VALUES (:portfolioId, :reference, :currency, :fundingTarget) RETURNING id
				""")
			.param("portfolioId", portfolioId)
			.param("reference", reference)
			.param("currency", currency)
			.param("fundingTarget", fundingTarget)
			.query(Long.class)
			.single();
	}

	private static Deal deal(ResultSet row, int number) throws SQLException {
		return new Deal(row.getLong("id"), row.getLong("portfolio_id"), row.getString("reference"),
				row.getString("currency"), row.getBigDecimal("funding_target"), row.getBigDecimal("covered"),
				row.getBigDecimal("collected"));
	}

}
