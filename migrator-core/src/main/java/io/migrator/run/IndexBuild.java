package io.migrator.run;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How far the server is with an index that a migration has it build, as the view
 * {@code pg_stat_progress_create_index} tells. Counts are those of the phase, and 0 where
 * it has none.
 *
 * @param pid the backend that builds it
 * @param command what it was told, such as {@code CREATE INDEX CONCURRENTLY}
 * @param table the table with its schema, or {@code null} if only that backend sees it
 * @param index the index, or {@code null} while nobody but that backend sees it
 * @param phase what it does now, in the server's words
 * @param blocks how many blocks are read
 * @param tuples how many tuples are worked on
 * @param partitions how many partitions have the index
 * @param lockers how many transactions were waited for
 * @param waitsFor the backend whose transaction is waited for, or {@code null}
 * @param elapsed for how long the statement runs, by the server's clock
 */
public record IndexBuild(int pid, String command, @Nullable String table, @Nullable String index, String phase,
		Count blocks, Count tuples, Count partitions, Count lockers, @Nullable Integer waitsFor, Duration elapsed) {

	/**
	 * About how much of the whole build is done. The server tells how much of the phase
	 * is; how long the phases take, compared with each other, is an estimate.
	 * @return 0 to 1
	 */
	public double fraction() {
		double ofPhase = Math.max(this.blocks.fraction(), this.tuples.fraction());
		Share share = Share.of(this.phase, this.command.endsWith("CONCURRENTLY"));
		double ofOne = share.begin() + (share.end() - share.begin()) * ofPhase;
		long all = this.partitions.total();
		return (all > 0) ? Math.min(1, (this.partitions.done() + ofOne) / all) : ofOne;
	}

	/**
	 * What is built, in words.
	 * @return the index, else the table it is for
	 */
	public String name() {
		if (this.index != null) {
			return this.index;
		}
		return (this.table != null) ? "an index on " + this.table : "an index";
	}

	/**
	 * How much of something is done.
	 *
	 * @param done how many
	 * @param total of how many, 0 if that is unknown or does not apply
	 */
	public record Count(long done, long total) {

		double fraction() {
			return (this.total > 0) ? Math.min(1, (double) this.done / this.total) : 0;
		}

	}

	/**
	 * The part of the whole that a phase is.
	 *
	 * @param begin where it begins
	 * @param end where it ends
	 */
	private record Share(double begin, double end) {

		private static final Share NONE = new Share(0, 0);

		static Share of(String phase, boolean concurrent) {
			// A build that others may write beside reads the table once more
			double built = concurrent ? 0.6 : 1;
			return switch (phase) {
				case "building index: scanning table" -> new Share(0, built * 0.5);
				case "building index: sorting live tuples" -> new Share(built * 0.5, built * 0.6);
				case "building index: loading tuples in tree" -> new Share(built * 0.6, built);
				case "waiting for writers before validation" -> new Share(built, built);
				case "index validation: scanning index" -> new Share(0.6, 0.75);
				case "index validation: sorting tuples" -> new Share(0.75, 0.8);
				case "index validation: scanning table" -> new Share(0.8, 0.99);
				case "waiting for old snapshots", "waiting for readers before marking dead",
						"waiting for readers before dropping" ->
					new Share(0.99, 0.99);
				default -> phase.startsWith("building index") ? new Share(0, built) : NONE;
			};
		}

	}

}
