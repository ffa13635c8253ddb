package io.migrator.benchmarks;

/**
 * Scripts of many megabytes.
 */
final class BigScripts {

	private static final String TABLE = """
			CREATE TABLE customer (id bigint PRIMARY KEY, name text NOT NULL, email text, note text, score numeric,
			    created_at timestamptz);
			""";

	private BigScripts() {
	}

	/**
	 * Rows by INSERT, and functions.
	 * @param rows how many rows; a function for every 27th
	 * @return about 270 bytes per row
	 */
	static String inserts(int rows) {
		StringBuilder sql = new StringBuilder(rows * 280).append(TABLE);
		for (int i = 1; i <= rows; i++) {
			sql.append("INSERT INTO customer (id, name, email, note, score, created_at) VALUES (")
				.append(i)
				.append(", 'Customer O''Neil ")
				.append(i)
				.append("', 'c")
				.append(i)
				.append("@example.com', 'Asked for the price list; wants no phone calls; see ticket', ")
				.append(i % 1000)
				.append(".5, '2026-01-02 03:04:05+00');\n");
			if (i % 27 == 0) {
				function(sql, i);
			}
		}
		return sql.toString();
	}

	/**
	 * The same rows as COPY data, and functions.
	 * @param rows how many rows; a function for every 27th
	 * @return about 190 bytes per row
	 */
	static String copy(int rows) {
		StringBuilder sql = new StringBuilder(rows * 200).append(TABLE);
		sql.append("COPY customer (id, name, email, note, score, created_at) FROM STDIN;\n");
		for (int i = 1; i <= rows; i++) {
			sql.append(i)
				.append("\tCustomer O'Neil ")
				.append(i)
				.append("\tc")
				.append(i)
				.append("@example.com\tAsked for the price list; wants no phone calls; see ticket\t")
				.append(i % 1000)
				.append(".5\t2026-01-02 03:04:05+00\n");
		}
		sql.append("\\.\n\n");
		for (int i = 27; i <= rows; i += 27) {
			function(sql, i);
		}
		return sql.toString();
	}

	private static void function(StringBuilder sql, int number) {
		sql.append("CREATE FUNCTION customer_check_").append(number).append("(given bigint) RETURNS numeric AS $$\n");
		sql.append("DECLARE\n    total numeric := 0;\n    one record;\nBEGIN\n");
		for (int i = 0; i < 8; i++) {
			sql.append("    -- the customer's part ").append(i).append(": what is open; what was paid\n");
			sql.append("    FOR one IN SELECT id, score FROM customer WHERE id = given + ").append(i).append(" LOOP\n");
			sql.append("        IF one.score > ").append(i).append(" AND one.id <> 0 THEN\n");
			sql.append("            total := total + one.score * ").append(i + 1).append(";\n");
			sql.append("        END IF;\n    END LOOP;\n");
		}
		sql.append("    RETURN total;\nEND;\n$$ LANGUAGE plpgsql;\n");
	}

}
