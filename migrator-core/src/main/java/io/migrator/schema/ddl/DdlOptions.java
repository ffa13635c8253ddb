package io.migrator.schema.ddl;

/**
 * How statements are to be written.
 *
 * @param online whether busy tables must stay usable: indexes are built concurrently and
 * constraints are validated apart
 */
public record DdlOptions(boolean online) {

	/** For tables in use. */
	public static final DdlOptions ONLINE = new DdlOptions(true);

	/** For tables that nobody uses: the plain forms. */
	public static final DdlOptions OFFLINE = new DdlOptions(false);

}
