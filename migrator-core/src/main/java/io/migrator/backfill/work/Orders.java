package io.migrator.backfill.work;

import java.time.Instant;

import io.migrator.backfill.BackfillState;
import org.jspecify.annotations.Nullable;

/**
 * What operators say of a backfill at the moment, as workers read it with every batch.
 *
 * @param state its state
 * @param checksum of the definition that is to be run
 * @param parallel how many may work on it, or {@code null} if they did not say
 * @param batchMillis how long a batch should take, or {@code null} if they did not say
 * @param ignoresWindow whether it runs outside of its window too
 * @param now the server's clock
 */
record Orders(BackfillState state, String checksum, @Nullable Integer parallel, @Nullable Integer batchMillis,
		boolean ignoresWindow, Instant now) {

	/** The columns of the table {@code backfill b} that are read. */
	static final String COLUMNS = """
			b.state, b.checksum, b.parallel, b.batch_ms, b.ignores_window,
			    (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now""";

}
