package io.migrator.sample.wallet;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A wallet and what its open holds leave of it.
 *
 * @param id its id, or {@code null} if it is not saved yet
 * @param portfolioId the portfolio it belongs to
 * @param name its name, unique within the portfolio
 * @param currency three capital letters
 * @param balance what is in it
 * @param held what of it is promised by open holds
 * @param minimumBalance what has to stay in it
 */
record WalletBalance(@Nullable Long id, @Nullable Long portfolioId, String name, String currency, BigDecimal balance,
		BigDecimal held, BigDecimal minimumBalance) {

	static WalletBalance of(Wallet wallet, BigDecimal held) {
		return new WalletBalance(wallet.getId(), wallet.getPortfolio().getId(), wallet.getName(), wallet.getCurrency(),
				wallet.getBalance(), held, wallet.getMinimumBalance());
	}

	/**
	 * What can still be promised.
	 * @return the balance less holds and minimum
	 */
	@JsonProperty
	BigDecimal available() {
		return this.balance.subtract(this.held).subtract(this.minimumBalance);
	}

}
