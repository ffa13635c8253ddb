package io.migrator.sample.wallet;

import java.math.BigDecimal;

import io.migrator.sample.Refusals;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Places holds on wallets and closes them.
 */
@Service
@Transactional
public class HoldService {

	private final Wallets wallets;

	private final WalletHolds holds;

	HoldService(Wallets wallets, WalletHolds holds) {
		this.wallets = wallets;
		this.holds = holds;
	}

	/**
	 * Promises part of a wallet's balance.
	 * @param walletId the wallet
	 * @param amount how much
	 * @param reason what for
	 * @return the hold
	 * @throws org.springframework.web.ErrorResponseException a 404 if there is no such
	 * wallet, a 409 if less than the amount is available
	 */
	public WalletHold place(long walletId, BigDecimal amount, String reason) {
		// without the lock two requests could promise the same money
		Wallet wallet = lock(walletId);
		WalletBalance balance = WalletBalance.of(wallet, this.holds.held(walletId));
		if (balance.available().compareTo(amount) < 0) {
			throw Refusals.conflict("Only " + balance.available().toPlainString() + " " + balance.currency()
					+ " of wallet " + walletId + " can be held");
		}
		wallet.promise(amount);
		return this.holds.create(walletId, amount, reason);
	}

	/**
	 * Frees the amount.
	 * @param id the hold
	 * @return the closed hold
	 * @throws org.springframework.web.ErrorResponseException a 404 if there is no such
	 * hold, a 409 if it is closed already
	 */
	public WalletHold release(long id) {
		WalletHold hold = close(id, HoldStatus.RELEASED);
		lock(hold.walletId()).free(hold.amount());
		return hold;
	}

	/**
	 * Takes the amount out of the wallet.
	 * @param id the hold
	 * @return the closed hold
	 * @throws org.springframework.web.ErrorResponseException a 404 if there is no such
	 * hold, a 409 if it is closed already
	 */
	public WalletHold capture(long id) {
		WalletHold hold = close(id, HoldStatus.CAPTURED);
		lock(hold.walletId()).take(hold.amount());
		return hold;
	}

	private WalletHold close(long id, HoldStatus status) {
		WalletHold hold = this.holds.find(id).orElseThrow(() -> Refusals.notFound("hold", id));
		lock(hold.walletId());
		return this.holds.close(id, status).orElseThrow(() -> Refusals.conflict("Hold " + id + " is no longer open"));
	}

	private Wallet lock(long id) {
		return this.wallets.findAndLock(id).orElseThrow(() -> Refusals.notFound("wallet", id));
	}

}
