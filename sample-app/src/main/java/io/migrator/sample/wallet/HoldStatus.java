package io.migrator.sample.wallet;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What became of a hold.
 */
public enum HoldStatus {

	/** The amount is promised. */
	OPEN,

	/** The amount is free again. */
	RELEASED,

	/** The amount was taken out of the wallet. */
	CAPTURED;

	/**
	 * The label in the database and in JSON.
	 * @return the name in lower case
	 */
	@JsonValue
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	static HoldStatus of(String label) {
		return valueOf(label.toUpperCase(Locale.ROOT));
	}

}
