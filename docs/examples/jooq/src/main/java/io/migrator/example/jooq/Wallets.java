package io.migrator.example.jooq;

import java.math.BigDecimal;

import io.migrator.example.jooq.db.enums.WalletState;
import org.jooq.DSLContext;

import static io.migrator.example.jooq.db.Tables.HOLDS;
import static io.migrator.example.jooq.db.Tables.WALLETS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.sum;

/**
 * Wallets by way of the generated classes: does not compile with a column that no
 * migration has made.
 */
public class Wallets {

	private final DSLContext database;

	public Wallets(DSLContext database) {
		this.database = database;
	}

	/**
	 * Opens a wallet.
	 * @param owner whose it is
	 * @return its number
	 */
	public long open(String owner) {
		return this.database.insertInto(WALLETS)
			.set(WALLETS.OWNER, owner)
			.set(WALLETS.STATE, WalletState.open)
			.returning(WALLETS.ID)
			.fetchSingle(WALLETS.ID);
	}

	/**
	 * Holds money back.
	 * @param wallet the number of the wallet
	 * @param cents how much
	 */
	public void hold(long wallet, long cents) {
		this.database.insertInto(HOLDS).set(HOLDS.WALLET_ID, wallet).set(HOLDS.CENTS, cents).execute();
	}

	/**
	 * What is held of all that somebody has.
	 * @param owner who
	 * @return cents
	 */
	public long held(String owner) {
		return this.database.select(coalesce(sum(HOLDS.CENTS), BigDecimal.ZERO))
			.from(HOLDS)
			.join(HOLDS.wallets())
			.where(HOLDS.wallets().OWNER.eq(owner))
			.fetchSingle()
			.value1()
			.longValue();
	}

}
