package io.migrator.backfill;

/**
 * A backfill written in Java: says which table it walks and processes one batch of its
 * rows after the other, each in the transaction that it is given. Batches are tried again
 * after a deadlock and the like, and halved when one fails for good, so {@link #process}
 * must have no effect but in that transaction.
 *
 * @param <K> the type of a key: {@link Long}, {@link java.util.UUID}, {@link String},
 * {@link java.time.Instant} or, for any other key and for one of several columns,
 * {@link BackfillKey}
 */
public interface Backfill<K> {

	/**
	 * Describes the backfill; asked once.
	 * @return its name, its table and how to run it
	 */
	BackfillDescription<K> describe();

	/**
	 * Processes a batch: all rows of the table with {@code after < key <= upTo}.
	 * @param batch the batch, with the transaction's connection
	 * @return how many rows were changed, for the progress
	 * @throws Exception if it fails, which rolls the batch back
	 */
	long process(BackfillBatch<K> batch) throws Exception;

}
