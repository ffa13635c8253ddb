package io.migrator.boot.cli.fill;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A wallet with a label.
 */
@Entity
@Table(name = "wallets")
public class LabelledWallet {

	@Id
	private @Nullable Long id;

	private @Nullable String label;

	public void label(String label) {
		this.label = label;
	}

	@Override
	public String toString() {
		return this.id + " " + this.label;
	}

}
