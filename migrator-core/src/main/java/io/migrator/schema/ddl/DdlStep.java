package io.migrator.schema.ddl;

import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a script that changes a schema.
 *
 * @param sql the statement, without its semicolon
 * @param subject what it is about
 * @param mode how it is to be run
 * @param loss which data is lost by it, or {@code null} if none is
 */
public record DdlStep(String sql, ObjectId subject, Mode mode, @Nullable String loss) {

	/**
	 * How a step is to be run. Steps of different modes never share a transaction.
	 */
	public enum Mode {

		/** In a transaction that is over before anything else begins. */
		BEFOREHAND,

		/** In a transaction. */
		TRANSACTION,

		/** Outside of any transaction. */
		OUTSIDE,

		/** In a transaction that holds none of the locks of the others. */
		AFTERWARDS

	}

}
