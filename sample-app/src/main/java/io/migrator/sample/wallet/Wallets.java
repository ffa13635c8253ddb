package io.migrator.sample.wallet;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Wallets {

	private static final String SELECT = """
			SELECT wallets.id, portfolio_id, name, currency, balance, minimum_balance, coalesce(open.amount, 0) AS held
			FROM wallets LEFT JOIN LATERAL (
			    SELECT sum(amount) AS amount FROM wallet_holds
			    WHERE wallet_holds.wallet_id = wallets.id AND status = 'open') open ON true
			""";

	private final JdbcClient jdbc;

	Wallets(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Wallet> ofPortfolio(long portfolioId) {
		return this.jdbc.sql(SELECT + "WHERE portfolio_id = :portfolioId ORDER BY name")
			.param("portfolioId", portfolioId)
			.query(Wallets::wallet)
			.list();
	}

	Optional<Wallet> find(long id) {
		return this.jdbc.sql(SELECT + "WHERE wallets.id = :id").param("id", id).query(Wallets::wallet).optional();
	}

	/**
	 * Keeps others from promising or taking money until the transaction ends.
	 * @param id the wallet
	 */
	void lock(long id) {
		this.jdbc.sql("SELECT id FROM wallets WHERE id = :id FOR NO KEY UPDATE").param("id", id).query().listOfRows();
	}

	long create(long portfolioId, String name, String currency, BigDecimal balance, BigDecimal minimumBalance) {
		return this.jdbc.sql("""
				INSERT INTO wallets (portfolio_id, name, currency, balance, minimum_balance)
				VALUES (:portfolioId, :name, :currency, :balance, :minimumBalance) RETURNING id
				""")
			.param("portfolioId", portfolioId)
			.param("name", name)
			.param("currency", currency)
			.param("balance", balance)
			.param("minimumBalance", minimumBalance)
			.query(Long.class)
			.single();
	}

	void take(long id, BigDecimal amount) {
		this.jdbc.sql("UPDATE wallets SET balance = balance - :amount WHERE id = :id")
			.param("amount", amount)
			.param("id", id)
			.update();
	}

	private static Wallet wallet(ResultSet row, int number) throws SQLException {
		return new Wallet(row.getLong("id"), row.getLong("portfolio_id"), row.getString("name"),
				row.getString("currency"), row.getBigDecimal("balance"), row.getBigDecimal("held"),
				row.getBigDecimal("minimum_balance"));
	}

}
