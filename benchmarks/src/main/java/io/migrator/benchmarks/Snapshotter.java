package io.migrator.benchmarks;

import java.util.List;

/**
 * Something that reads all of a database's schema into the memory of a JVM.
 */
interface Snapshotter {

	String name();

	/**
	 * How the names of the jars begin that a process of it needs.
	 * @return the beginnings, such as {@code liquibase-}
	 */
	List<String> jars();

	/**
	 * Reads the schema.
	 * @param url of the database
	 * @return what was read
	 * @throws Exception if anything fails
	 */
	Object snapshot(String url) throws Exception;

	/**
	 * Compares two of what it has read of one schema.
	 * @param before the one
	 * @param after the other
	 * @return whether it can do so without anything else
	 */
	default boolean compare(Object before, Object after) {
		return false;
	}

}
