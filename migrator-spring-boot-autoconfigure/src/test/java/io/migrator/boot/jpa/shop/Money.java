package io.migrator.boot.jpa.shop;

import java.math.BigDecimal;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/**
 * An amount, which a converter keeps as a number of cents.
 *
 * @param amount the amount
 */
public record Money(BigDecimal amount) {

	/**
	 * Needs a bean to be made.
	 */
	@Converter(autoApply = true)
	public static class Cents implements AttributeConverter<Money, Long> {

		private final Rounding rounding;

		public Cents(Rounding rounding) {
			this.rounding = rounding;
		}

		@Override
		public Long convertToDatabaseColumn(Money money) {
			return (money != null) ? this.rounding.round(money.amount()) : null;
		}

		@Override
		public Money convertToEntityAttribute(Long cents) {
			return (cents != null) ? new Money(BigDecimal.valueOf(cents, 2)) : null;
		}

	}

	/**
	 * Rounds amounts to cents.
	 */
	public static class Rounding {

		long round(BigDecimal amount) {
			return amount.movePointRight(2).longValue();
		}

	}

}
