package io.migrator.boot;

/**
 * How backfills are worked on.
 */
public class BackfillProperties {

	/**
	 * Whether what a backfill held is applied without a restart once this application has
	 * completed it, if it migrates at its start.
	 */
	private boolean release = true;

	public boolean isRelease() {
		return this.release;
	}

	public void setRelease(boolean release) {
		this.release = release;
	}

}
