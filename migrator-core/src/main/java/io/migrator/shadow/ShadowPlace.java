package io.migrator.shadow;

import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * A database that a shadow lives in.
 */
interface ShadowPlace extends AutoCloseable {

	DataSource dataSource();

	/** What it is, for people, as the object of a sentence. */
	String description();

	/** Takes everything out of it. */
	void clean() throws SQLException;

	@Override
	void close();

}
