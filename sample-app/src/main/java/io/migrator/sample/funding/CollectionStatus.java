package io.migrator.sample.funding;

import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far the collection of a coverage has come.
 */
public enum CollectionStatus {

	/** Nothing has happened yet. */
	PENDING,

	/** The amount is held in the wallet. */
	REQUESTED,

	/** The amount was taken out of the wallet. */
	COLLECTED,

	/** The amount could not be collected; may be requested again. */
	FAILED;

	/**
	 * Whether this may become that.
	 * @param next the status that is asked for
	 * @return whether the step is allowed
	 */
	public boolean mayBecome(CollectionStatus next) {
		return switch (this) {
			case PENDING, FAILED -> next == REQUESTED;
			case REQUESTED -> Set.of(COLLECTED, FAILED).contains(next);
			case COLLECTED -> false;
		};
	}

	/**
	 * The label in the database and in JSON.
	 * @return the name in lower case
	 */
	@JsonValue
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	@JsonCreator
	static CollectionStatus of(String label) {
		return valueOf(label.toUpperCase(Locale.ROOT));
	}

}
