package io.migrator.boot.jpa.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * Where somebody lives.
 */
@Embeddable
public class Address {

	@Column(name = "postalCode", length = 12)
	String postalCode;

	String city;

}
