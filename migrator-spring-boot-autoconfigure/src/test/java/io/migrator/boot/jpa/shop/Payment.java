package io.migrator.boot.jpa.shop;

import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;

/**
 * How somebody paid.
 */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
public abstract class Payment extends Kept {

	@OneToOne(optional = false)
	Purchase purchase;

	/**
	 * Paid by card.
	 */
	@Entity
	@Table(name = "card_payments")
	public static class CardPayment extends Payment {

		String cardNumber;

	}

	/**
	 * Something of which there are several in one table.
	 */
	@Entity
	@Table(name = "vouchers")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@DiscriminatorColumn(name = "kind", length = 12)
	public abstract static class Voucher extends Kept {

	}

	/**
	 * A voucher that was given away.
	 */
	@Entity
	public static class GiftVoucher extends Voucher {

		String fromWhom;

	}

}
