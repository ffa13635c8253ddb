package io.migrator.backup;

/**
 * What {@code pg_dump} writes.
 */
public enum DumpFormat {

	/** One compressed file for {@code pg_restore}. */
	CUSTOM("custom", ".dump"),

	/** A folder for {@code pg_restore}, which several processes can write and read. */
	DIRECTORY("directory", ".dumpdir"),

	/** A script for {@code psql}. */
	PLAIN("plain", ".sql");

	private final String label;

	private final String extension;

	DumpFormat(String label, String extension) {
		this.label = label;
		this.extension = extension;
	}

	/**
	 * What the format is called.
	 * @return the word for {@code pg_dump --format}
	 */
	String label() {
		return this.label;
	}

	String extension() {
		return this.extension;
	}

}
