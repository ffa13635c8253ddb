package io.migrator.boot.jpa.wallet;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A row of the table that the test migrations create.
 */
@Entity
@Table(name = "wallets")
public class Wallet {

	@Id
	Long id;

	String owner;

}
