package io.migrator.sql;

/**
 * How a statement and the transaction around it get along.
 */
public enum TransactionRule {

	/** Runs inside and outside of a transaction block. */
	ANY,

	/** PostgreSQL refuses it inside a transaction block. */
	OUTSIDE,

	/** Begins a transaction block. */
	BEGIN,

	/** Commits the transaction block. */
	COMMIT,

	/** Rolls the transaction block back. */
	ROLLBACK,

	/** Commits the transaction block and begins the next. */
	COMMIT_AND_CHAIN,

	/** Rolls the transaction block back and begins the next. */
	ROLLBACK_AND_CHAIN,

	/** Sets, releases or rolls back to a savepoint: needs a transaction block. */
	SAVEPOINT,

	/** Ends the transaction block by preparing it for a two-phase commit. */
	PREPARE_TRANSACTION

}
