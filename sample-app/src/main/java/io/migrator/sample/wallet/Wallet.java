package io.migrator.sample.wallet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Money in one currency.
 */
@Entity
@Table(name = "wallets",
		uniqueConstraints = @UniqueConstraint(name = "wallets_name_unique", columnNames = { "portfolio_id", "name" }))
class Wallet {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@ManyToOne(optional = false, fetch = FetchType.LAZY)
	@JoinColumn(name = "portfolio_id")
	private Portfolio portfolio;

	@Column(nullable = false, columnDefinition = "text")
	private String name = "";

	@Column(nullable = false, columnDefinition = "text")
	private String currency = "";

	@Column(nullable = false, precision = 19, scale = 2)
	private BigDecimal balance = BigDecimal.ZERO;

	@Column(nullable = false, precision = 19, scale = 2)
	private BigDecimal minimumBalance = BigDecimal.ZERO;

	/**
	 * What no open hold promises; kept so that lists of wallets need not add up holds.
	 */
	@Column(nullable = false)
	private long balanceAvailableCents;

	@Generated
	@Column(nullable = false, columnDefinition = "timestamptz")
	private @Nullable Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected Wallet() {
	}

	Wallet(Portfolio portfolio, String name, String currency, BigDecimal balance, BigDecimal minimumBalance) {
		this.portfolio = portfolio;
		this.name = name;
		this.currency = currency;
		this.balance = balance;
		this.minimumBalance = minimumBalance;
		this.balanceAvailableCents = cents(balance);
	}

	/**
	 * Promises money.
	 * @param amount how much
	 */
	void promise(BigDecimal amount) {
		this.balanceAvailableCents -= cents(amount);
	}

	/**
	 * Frees money that was promised.
	 * @param amount how much
	 */
	void free(BigDecimal amount) {
		this.balanceAvailableCents += cents(amount);
	}

	private static long cents(BigDecimal amount) {
		return amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
	}

	/**
	 * Takes money out that was promised.
	 * @param amount how much
	 */
	void take(BigDecimal amount) {
		this.balance = this.balance.subtract(amount);
	}

	@Nullable Long getId() {
		return this.id;
	}

	Portfolio getPortfolio() {
		return this.portfolio;
	}

	String getName() {
		return this.name;
	}

	String getCurrency() {
		return this.currency;
	}

	BigDecimal getBalance() {
		return this.balance;
	}

	/**
	 * What open holds promise.
	 * @return the balance less what is available
	 */
	BigDecimal getHeld() {
		return this.balance.subtract(BigDecimal.valueOf(this.balanceAvailableCents, 2));
	}

	BigDecimal getMinimumBalance() {
		return this.minimumBalance;
	}

}
