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
		this.wallets.lock(walletId);
		Wallet wallet = this.wallets.find(walletId).orElseThrow(() -> Refusals.notFound("wallet", walletId));
		if (wallet.available().compareTo(amount) < 0) {
			throw Refusals.conflict("Only " + wallet.available().toPlainString() + " " + wallet.currency()
					+ " of wallet " + walletId + " can be held");
		}
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
		return close(id, HoldStatus.RELEASED);
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
		this.wallets.take(hold.walletId(), hold.amount());
		return hold;
	}

	private WalletHold close(long id, HoldStatus status) {
		WalletHold hold = this.holds.find(id).orElseThrow(() -> Refusals.notFound("hold", id));
		this.wallets.lock(hold.walletId());
		return this.holds.close(id, status).orElseThrow(() -> Refusals.conflict("Hold " + id + " is no longer open"));
	}

}
