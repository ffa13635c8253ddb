package io.migrator.sample.wallet;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Money in one currency.
 *
 * @param id its id
 * @param portfolioId the portfolio it belongs to
 * @param name its name, unique within the portfolio
 * @param currency three capital letters
 * @param balance what is in it
 * @param held what of it is promised by open holds
 * @param minimumBalance what has to stay in it
 */
public record Wallet(long id, long portfolioId, String name, String currency, BigDecimal balance, BigDecimal held,
		BigDecimal minimumBalance) {

	/**
	 * What can still be promised.
	 * @return the balance less holds and minimum
	 */
	@JsonProperty
	public BigDecimal available() {
		return this.balance.subtract(this.held).subtract(this.minimumBalance);
	}

}
