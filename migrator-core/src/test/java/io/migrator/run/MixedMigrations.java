package io.migrator.run;

import io.migrator.test.Workspace;

/**
 * Migrations of all kinds that a deploy can be interrupted in. Every step leaves a row in
 * a table without any key, so that a step that ran twice shows. Some functions and
 * statements take their time, so that there is time to be killed in.
 */
final class MixedMigrations {

	private MixedMigrations() {
	}

	static void write(Workspace workspace) {
		workspace.migration("20260101000000_tables", """
				CREATE TABLE step (name text);
				CREATE TABLE wallet (id bigint PRIMARY KEY, owner text NOT NULL, balance numeric DEFAULT 0);
				CREATE FUNCTION slow(value text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS $$
				BEGIN
				    PERFORM pg_sleep(0.002);
				    RETURN value;
				END $$;
				INSERT INTO wallet SELECT i, 'owner ' || i, i FROM generate_series(1, 3000) i;
				SELECT pg_sleep(0.05);
				CREATE TABLE deal (id bigint PRIMARY KEY, wallet bigint REFERENCES wallet, name text);
				INSERT INTO deal SELECT i, i, 'deal ' || i FROM generate_series(1, 40) i;
				INSERT INTO step VALUES ('tables');
				CREATE TYPE status AS ENUM ('open', 'closed');
				""").migration("20260102000000_concurrent_indexes", """
				INSERT INTO step VALUES ('indexes 1');
				CREATE INDEX CONCURRENTLY deal_name ON deal (slow(name));
				INSERT INTO step VALUES ('indexes 2'), ('indexes 3');
				CREATE UNIQUE INDEX CONCURRENTLY ON deal (slow(name), id);
				CREATE INDEX CONCURRENTLY IF NOT EXISTS wallet_owner ON wallet (owner) WHERE balance > 7;
				UPDATE wallet SET balance = balance + 1;
				CREATE TABLE hold (id int);
				CREATE INDEX CONCURRENTLY ON hold (id);
				INSERT INTO step VALUES ('indexes 4');
				""").migration("20260103000000_many_rows", manyRows()).migration("20260104000000_drop_and_reindex", """
				DROP INDEX CONCURRENTLY wallet_owner;
				INSERT INTO step VALUES ('reindex 1');
				REINDEX TABLE CONCURRENTLY deal;
				UPDATE wallet SET balance = balance * 2 WHERE id <= 100;
				REINDEX INDEX CONCURRENTLY deal_name;
				CREATE INDEX CONCURRENTLY wallet_owner ON wallet (owner, balance);
				INSERT INTO step VALUES ('reindex 2');
				""").migration("20260105000000_detach", """
				CREATE TABLE entry (id int, day int) PARTITION BY LIST (day);
				CREATE TABLE entry_1 PARTITION OF entry FOR VALUES IN (1);
				CREATE TABLE entry_2 PARTITION OF entry FOR VALUES IN (2);
				INSERT INTO entry SELECT i, 1 + i % 2 FROM generate_series(1, 100) i;
				ALTER TABLE entry DETACH PARTITION entry_1 CONCURRENTLY;
				INSERT INTO step VALUES ('detach');
				VACUUM entry_1;
				""").migration("20260106000000_enum", """
				ALTER TYPE status ADD VALUE 'frozen' BEFORE 'closed';
				CREATE TABLE account (id int, status status DEFAULT 'frozen');
				INSERT INTO account VALUES (1, 'frozen'), (2, 'open');
				SELECT pg_sleep(0.05);
				ALTER TYPE status ADD VALUE 'lost';
				INSERT INTO account VALUES (3, 'lost');
				INSERT INTO step VALUES ('enum');
				""").migration("20260107000000_own_blocks", """
				INSERT INTO step VALUES ('blocks 1');
				BEGIN;
				INSERT INTO step VALUES ('blocks 2');
				SELECT pg_sleep(0.03);
				UPDATE wallet SET balance = balance + 3;
				COMMIT;
				INSERT INTO step VALUES ('blocks 3');
				START TRANSACTION ISOLATION LEVEL SERIALIZABLE;
				INSERT INTO step VALUES ('never');
				ROLLBACK;
				BEGIN;
				SELECT pg_sleep(0.03);
				INSERT INTO step VALUES ('blocks 4');
				COMMIT;
				""").migration("20260108000000_copy", copy()).migration("20260109000000_one_by_one", """
				-- migrator: non-transactional
				INSERT INTO step VALUES ('one');
				SELECT pg_sleep(0.02);
				INSERT INTO step VALUES ('two');
				UPDATE wallet SET balance = balance - 5;
				INSERT INTO step VALUES ('three');
				""").migration("20260110000000_last", """
				BEGIN;
				ALTER TABLE wallet ADD COLUMN note text DEFAULT 'none', ALTER COLUMN balance SET NOT NULL;
				INSERT INTO step VALUES ('last');
				COMMIT;
				""");
	}

	/** More than is sent at once. */
	private static String manyRows() {
		StringBuilder script = new StringBuilder("CREATE TABLE rows (id int, payload text);\n");
		for (int i = 0; i < 1500; i++) {
			script.append("INSERT INTO rows VALUES (").append(i).append(", '").append("x".repeat(100)).append("');\n");
		}
		return script.append("INSERT INTO step VALUES ('rows');\n").toString();
	}

	/** Data that is copied between statements that must be alone. */
	private static String copy() {
		StringBuilder script = new StringBuilder("CREATE TABLE copied (id int, payload text);\n");
		for (int part = 1; part <= 2; part++) {
			script.append("COPY copied FROM stdin;\n");
			for (int i = 0; i < 1000; i++) {
				script.append(i).append("\tpart ").append(part).append('\n');
			}
			script.append("\\.\nINSERT INTO step VALUES ('copied ").append(part).append("');\n");
			script.append("CREATE INDEX CONCURRENTLY copied_").append(part).append(" ON copied (payload, id);\n");
		}
		return script.append("SELECT pg_sleep(0.02);\nINSERT INTO step VALUES ('copied');\n").toString();
	}

}
