package io.migrator.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What splitters are measured on.
 */
final class SplitterScripts {

	private static final String EVERYDAY = """
			-- What the team agreed on: one status, one index; see ADR-%1$d
			CREATE TYPE order_status_%1$d AS ENUM ('open', 'paid', 'it''s cancelled');
			/* The table of the day; it is partitioned by month */
			CREATE TABLE shop."order_%1$d" (
			    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			    customer_id bigint NOT NULL REFERENCES shop.customer (id) ON DELETE CASCADE,
			    status order_status_%1$d NOT NULL DEFAULT 'open'::order_status_%1$d,
			    payload jsonb NOT NULL DEFAULT '{"lines": [], "note": "a;b"}'::jsonb,
			    amount numeric(12, 2) NOT NULL CHECK (amount >= 0 AND amount < 1e9),
			    created_at timestamptz NOT NULL DEFAULT now()
			) PARTITION BY RANGE (created_at);
			CREATE INDEX CONCURRENTLY IF NOT EXISTS order_%1$d_customer ON shop."order_%1$d" (customer_id, created_at DESC)
			    WHERE status <> 'paid' AND payload ->> 'note' IS NOT NULL;
			ALTER TABLE shop."order_%1$d" ADD COLUMN collected boolean, ALTER COLUMN collected SET DEFAULT false;
			COMMENT ON COLUMN shop."order_%1$d".collected IS 'Whether the money''s there; null: unknown';
			INSERT INTO shop.setting (name, value) VALUES ('order.%1$d', E'line\\none'), ('other;%1$d', $$a 'quoted' text$$)
			    ON CONFLICT (name) DO UPDATE SET value = excluded.value;
			UPDATE shop.customer SET note = note || ' moved' WHERE id IN (SELECT customer_id FROM shop.legacy WHERE n = %1$d);
			CREATE OR REPLACE VIEW shop.open_order_%1$d AS
			    SELECT o.id, o.amount, c.name FROM shop."order_%1$d" o JOIN shop.customer c ON c.id = o.customer_id
			    WHERE o.status = 'open' AND o.amount > 0; -- the rest is history
			GRANT SELECT, INSERT ON shop."order_%1$d" TO reporting, shop_app;

			""";

	private static final String FUNCTION = """
			CREATE OR REPLACE FUNCTION shop.touch_%1$d() RETURNS trigger LANGUAGE plpgsql AS $body$
			DECLARE
			    previous text := 'nothing; yet';
			BEGIN
			    -- don't touch what has not changed
			    IF (TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD) THEN
			        RETURN NEW;
			    END IF;
			    SELECT note INTO previous FROM shop.customer WHERE id = NEW.customer_id;
			    CASE WHEN previous IS NULL THEN NEW.note := 'none'; ELSE NEW.note := previous || '!'; END CASE;
			    EXECUTE format('UPDATE %%I SET touched = now() WHERE id = $1', TG_TABLE_NAME) USING NEW.id;
			    RETURN NEW;
			END;
			$body$;
			CREATE TRIGGER touch_%1$d BEFORE INSERT OR UPDATE ON shop.customer
			    FOR EACH ROW EXECUTE FUNCTION shop.touch_%1$d();
			DO $$ BEGIN IF to_regclass('shop.legacy') IS NULL THEN RAISE NOTICE 'no legacy %%', %1$d; END IF; END $$;

			""";

	private SplitterScripts() {
	}

	/**
	 * The scripts.
	 * @param bytes how long those of one name should be together, about
	 * @return by name
	 */
	static Map<String, List<String>> all(int bytes) {
		Map<String, List<String>> scripts = new LinkedHashMap<>();
		scripts.put("everyday migrations", files(EVERYDAY + FUNCTION, bytes));
		scripts.put("functions", files(FUNCTION.repeat(3), bytes));
		scripts.put("one script of INSERTs", List.of(BigScripts.inserts(bytes / 270)));
		scripts.put("one script with COPY data", List.of(BigScripts.copy(bytes / 190)));
		return scripts;
	}

	private static List<String> files(String template, int bytes) {
		return IntStream.rangeClosed(1, bytes / template.length()).mapToObj(template::formatted).toList();
	}

}
