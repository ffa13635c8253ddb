package io.migrator.run;

import java.sql.Connection;
import java.sql.SQLException;

import io.migrator.plan.DefinedBackfills;
import org.jspecify.annotations.Nullable;

/**
 * What the engine asks of backfills, which it does not know itself, before it applies a
 * migration that requires one.
 */
public interface BackfillVerification {

	/** Believes the table of backfills, and knows no definitions. */
	BackfillVerification NONE = (connection, name) -> true;

	/**
	 * Whether a backfill that is completed still is: its verify query is run again. If it
	 * finds rows, the backfill has to be opened again for them before this returns.
	 * @param connection the connection of the deploy, which holds the migrator's lock, in
	 * autocommit mode; it has to be left so
	 * @param name the backfill, completed as its row says
	 * @return false if it was opened again, so that what requires it stays held
	 * @throws SQLException if the server refuses, which ends the deploy
	 */
	boolean isStillComplete(Connection connection, String name) throws SQLException;

	/**
	 * Whether {@link #isStillComplete} makes complete what it is asked for, as on a
	 * shadow, so that no migration waits for a backfill.
	 * @return false unless overridden
	 */
	default boolean fills() {
		return false;
	}

	/**
	 * The backfills that this application defines; asked for only if a migration that is
	 * not applied requires one.
	 * @return them, or {@code null} if that is not known
	 */
	default @Nullable DefinedBackfills defined() {
		return null;
	}

}
