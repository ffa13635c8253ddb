package io.migrator.sample.wallet;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WalletHolds {

	private static final String COLUMNS = "id, wallet_id, amount, reason, status, created_at, closed_at";

	private final JdbcClient jdbc;

	WalletHolds(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<WalletHold> ofWallet(long walletId) {
		return this.jdbc.sql("SELECT " + COLUMNS + " FROM wallet_holds WHERE wallet_id = :walletId ORDER BY id")
			.param("walletId", walletId)
			.query(WalletHolds::hold)
			.list();
	}

	/**
	 * What is promised of a wallet.
	 * @param walletId the wallet
	 * @return the sum of its open holds, 0 if there is none
	 */
	BigDecimal held(long walletId) {
		return this.jdbc
			.sql("SELECT coalesce(sum(amount), 0) FROM wallet_holds WHERE wallet_id = :walletId AND status = 'open'")
			.param("walletId", walletId)
			.query(BigDecimal.class)
			.single();
	}

	Optional<WalletHold> find(long id) {
		return this.jdbc.sql("SELECT " + COLUMNS + " FROM wallet_holds WHERE id = :id")
			.param("id", id)
			.query(WalletHolds::hold)
			.optional();
	}

	WalletHold create(long walletId, BigDecimal amount, String reason) {
		return this.jdbc.sql("""
				INSERT INTO wallet_holds (wallet_id, amount, reason) VALUES (:walletId, :amount, :reason)
				RETURNING\s""" + COLUMNS)
			.param("walletId", walletId)
			.param("amount", amount)
			.param("reason", reason)
			.query(WalletHolds::hold)
			.single();
	}

	/**
	 * Closes a hold that is still open.
	 * @param id the hold
	 * @param status what becomes of it
	 * @return the closed hold, or empty if it was not open
	 */
	Optional<WalletHold> close(long id, HoldStatus status) {
		return this.jdbc.sql("""
				UPDATE wallet_holds SET status = :status::hold_status, closed_at = now()
				WHERE id = :id AND status = 'open' RETURNING\s""" + COLUMNS)
			.param("status", status.label())
			.param("id", id)
			.query(WalletHolds::hold)
			.optional();
	}

	private static WalletHold hold(ResultSet row, int number) throws SQLException {
		Timestamp closedAt = row.getTimestamp("closed_at");
		return new WalletHold(row.getLong("id"), row.getLong("wallet_id"), row.getBigDecimal("amount"),
				row.getString("reason"), HoldStatus.of(row.getString("status")),
				row.getTimestamp("created_at").toInstant(), (closedAt != null) ? closedAt.toInstant() : null);
	}

}
