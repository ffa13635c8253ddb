package io.migrator.boot.actuate;

import io.migrator.run.IndexBuild;
import org.jspecify.annotations.Nullable;

/**
 * How far the server is with an index. Counts are those of the phase, and 0 where it has
 * none.
 *
 * @param index the index, or {@code null} while only the session that builds it sees it
 * @param table the table, or {@code null} if only that session sees it
 * @param command what the server was told
 * @param phase what it does now, in its own words
 * @param fraction about how much of the whole is done, 0 to 1
 * @param blocksDone blocks that are read
 * @param blocksTotal of how many
 * @param tuplesDone tuples that are worked on
 * @param tuplesTotal of how many
 * @param lockersDone transactions that were waited for
 * @param lockersTotal of how many
 * @param waitsForPid the backend whose transaction is waited for, or {@code null}
 * @param pid the backend that builds it
 * @param elapsedMs for how long the statement runs, in milliseconds
 */
public record IndexBuildDescriptor(@Nullable String index, @Nullable String table, String command, String phase,
		double fraction, long blocksDone, long blocksTotal, long tuplesDone, long tuplesTotal, long lockersDone,
		long lockersTotal, @Nullable Integer waitsForPid, int pid, long elapsedMs) {

	static IndexBuildDescriptor of(IndexBuild build) {
		return new IndexBuildDescriptor(build.index(), build.table(), build.command(), build.phase(), build.fraction(),
				build.blocks().done(), build.blocks().total(), build.tuples().done(), build.tuples().total(),
				build.lockers().done(), build.lockers().total(), build.waitsFor(), build.pid(),
				build.elapsed().toMillis());
	}

}
