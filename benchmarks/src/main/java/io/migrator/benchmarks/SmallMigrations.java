package io.migrator.benchmarks;

/**
 * Migrations as they are on most days.
 */
final class SmallMigrations {

	private SmallMigrations() {
	}

	/**
	 * A table, an index and a comment.
	 * @param number counted from 1
	 * @return three statements
	 */
	static String table(int number) {
		return """
				-- Change %1$d: what customers order, by the day
				CREATE TABLE orders_%1$d (
				    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
				    customer_id bigint NOT NULL,
				    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paid', 'cancelled')),
				    amount numeric(12, 2) NOT NULL,
				    created_at timestamptz NOT NULL DEFAULT now()
				);
				CREATE INDEX orders_%1$d_customer ON orders_%1$d (customer_id, created_at);
				COMMENT ON TABLE orders_%1$d IS 'Orders; the customer''s own number is in customers';
				""".formatted(number);
	}

	/**
	 * As long, but with little to do for the server.
	 * @param number counted from 1
	 * @return three statements, or four for the first
	 */
	static String cheap(int number) {
		String first = (number == 1) ? "CREATE TABLE setting (name text PRIMARY KEY, value text, note text);\n" : "";
		return first
				+ """
						-- Change %1$d: a setting, its note and its final value
						INSERT INTO setting (name, value, note)
						    VALUES ('feature.%1$d.enabled', 'false', 'Switched on by the team that owns the feature, see the wiki');
						UPDATE setting SET note = 'It''s on since release %1$d; may be removed later' WHERE name = 'feature.%1$d.enabled';
						UPDATE setting SET value = 'true' WHERE name = 'feature.%1$d.enabled' AND value = 'false';
						"""
					.formatted(number);
	}

}
