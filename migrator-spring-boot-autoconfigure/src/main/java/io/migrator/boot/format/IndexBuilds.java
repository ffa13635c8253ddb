package io.migrator.boot.format;

import io.migrator.run.IndexBuild;

/**
 * Words for how far an index is.
 */
public final class IndexBuilds {

	private IndexBuilds() {
	}

	/**
	 * Says how far an index is.
	 * @param build the build
	 * @return share, name, phase and whom it waits for
	 */
	public static String format(IndexBuild build) {
		return "about " + (int) (build.fraction() * 100) + " % of " + build.name() + " (" + build.phase()
				+ ((build.waitsFor() != null) ? ": pid " + build.waitsFor() : "") + "), "
				+ Durations.format(build.elapsed());
	}

}
