package io.migrator.benchmarks;

import java.sql.SQLException;

/**
 * A table with a column that is to be filled, by kind of key.
 */
enum BackfillTables {

	/** Numbers one after another, in the order of the rows. */
	DENSE("bigint, dense", "bigint", "i"),

	/** Numbers with large gaps. */
	SPARSE("bigint, sparse", "bigint", "i::bigint * 1000 + (i::bigint * 7919) % 997"),

	/** Keys in no order. */
	UUID("uuid", "uuid", "gen_random_uuid()");

	private final String words;

	private final String type;

	private final String key;

	BackfillTables(String words, String type, String key) {
		this.words = words;
		this.type = type;
		this.key = key;
	}

	String words() {
		return this.words;
	}

	/**
	 * Creates the table in a new database, to be copied for each run.
	 * @param server the server
	 * @param rows how many
	 * @return the database's name
	 * @throws SQLException if that fails
	 */
	String create(Server server, int rows) throws SQLException {
		String database = server.createDatabase();
		server.execute(database, """
				CREATE TABLE accounts (id %1$s NOT NULL, balance numeric(12, 2) NOT NULL, note text, cents bigint);
				INSERT INTO accounts
				    SELECT %2$s, (i %% 100000) / 100.0, 'account number ' || i FROM generate_series(1, %3$d) i;
				ALTER TABLE accounts ADD PRIMARY KEY (id);
				CREATE SCHEMA small;
				CREATE TABLE small.accounts (LIKE accounts INCLUDING ALL);
				INSERT INTO small.accounts SELECT * FROM accounts LIMIT 50000;
				""".formatted(this.type, this.key, rows));
		server.execute(database, "VACUUM (ANALYZE) accounts, small.accounts");
		return database;
	}

}
