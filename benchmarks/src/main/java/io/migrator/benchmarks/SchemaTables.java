package io.migrator.benchmarks;

import java.sql.SQLException;

/**
 * A schema of many tables, each with twelve columns, a key, a check, two indexes and a
 * foreign key to an earlier one.
 */
final class SchemaTables {

	private static final int AT_ONCE = 100;

	private SchemaTables() {
	}

	/**
	 * Creates the tables in a new database.
	 * @param server the server
	 * @param count how many
	 * @return the database's name
	 * @throws SQLException if that fails
	 */
	static String create(Server server, int count) throws SQLException {
		String database = server.createDatabase();
		for (int first = 1; first <= count; first += AT_ONCE) {
			StringBuilder sql = new StringBuilder();
			for (int i = first; i < first + AT_ONCE && i <= count; i++) {
				sql.append(table(i));
			}
			server.execute(database, sql.toString());
		}
		return database;
	}

	private static String table(int number) {
		return """
				CREATE TABLE orders_%1$d (
				    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
				    parent_id bigint%2$s,
				    code varchar(40) NOT NULL,
				    status text NOT NULL DEFAULT 'open',
				    amount numeric(12, 2) NOT NULL CHECK (amount >= 0),
				    quantity integer NOT NULL DEFAULT 1,
				    reference uuid,
				    payload jsonb,
				    paid boolean NOT NULL,
				    due date,
				    created_at timestamptz NOT NULL DEFAULT now(),
				    note text
				);
				CREATE INDEX orders_%1$d_parent ON orders_%1$d (parent_id);
				CREATE INDEX orders_%1$d_status ON orders_%1$d (status, created_at);
				""".formatted(number, (number > 1) ? " REFERENCES orders_" + number / 2 : "");
	}

}
