-- pair: indexes of all access methods
-- both
CREATE TABLE t (a int, b text, c int[], r int4range, p point, j jsonb, v tsvector);
-- old
-- new
CREATE INDEX i_hash ON t USING hash (b);
CREATE INDEX i_gin ON t USING gin (c) WITH (fastupdate = off);
CREATE INDEX i_gist ON t USING gist (r, p);
CREATE INDEX i_spgist ON t USING spgist (p);
CREATE INDEX i_brin ON t USING brin (a) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX i_json ON t USING gin (j jsonb_path_ops);
CREATE INDEX i_sig ON t USING gist (v tsvector_ops (siglen = 64));
CREATE INDEX i_bloom ON t USING brin (a int4_bloom_ops (n_distinct_per_range = 100));

-- pair: orders, classes and collations
-- recreates
-- both
CREATE TABLE t (a int, b text, "C d" text);
-- old
CREATE INDEX i ON t (a, b);
-- new
CREATE INDEX i ON t (a DESC, b text_pattern_ops NULLS FIRST, "C d" COLLATE "C" DESC NULLS LAST);
CREATE INDEX j ON t (b varchar_pattern_ops);

-- pair: a changed index is built before the old one goes
-- recreates
-- old
CREATE TABLE t (a int, b text);
CREATE INDEX i ON t (a);
COMMENT ON INDEX i IS 'the index';
CREATE UNIQUE INDEX u ON t (b);
-- new
CREATE TABLE t (a int, b text);
CREATE INDEX i ON t (a, b) WHERE a > 0;
COMMENT ON INDEX i IS 'the index';
CREATE INDEX u ON t (b);

-- pair: parameters change in place
-- both
CREATE TABLE t (a int, b int[]);
-- old
CREATE INDEX i ON t (a) WITH (fillfactor = 70);
CREATE INDEX j ON t (lower(a::text)) WITH (fillfactor = 60) WHERE a > 0;
CREATE INDEX g ON t USING gin (b);
-- new
CREATE INDEX i ON t (a) WITH (deduplicate_items = off);
CREATE INDEX j ON t (lower(a::text)) WHERE a > 0;
CREATE INDEX g ON t USING gin (b) WITH (fastupdate = off, gin_pending_list_limit = 128);

-- pair: statistics on expressions
-- both
CREATE TABLE t (a int, b int);
CREATE INDEX k ON t ((a + b), (a * b));
-- old
CREATE INDEX i ON t ((a + b), (a * b));
ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 100;
ALTER INDEX i ALTER COLUMN 2 SET STATISTICS 100;
-- new
CREATE INDEX i ON t ((a + b), (a * b));
ALTER INDEX i ALTER COLUMN 2 SET STATISTICS 200;
CREATE INDEX j ON t ((a - b));
ALTER INDEX j ALTER COLUMN 1 SET STATISTICS 10;

-- pair: further columns and conditions with odd texts
-- both
CREATE TABLE t (a int, b text, "where" text);
-- old
-- new
CREATE UNIQUE INDEX i ON t (a) INCLUDE (b, "where") WITH (fillfactor = 50) WHERE b <> ' WHERE (' AND "where" IS NOT NULL;
CREATE INDEX "i "" WHERE " ON t ("where", (b || ' WHERE ')) WITH (fillfactor = 50);

-- pair: an index over a function that changes
-- recreates
-- both
CREATE TABLE t (a int, b varchar(10));
-- old
CREATE INDEX i ON t (lower(b));
-- new
CREATE INDEX i ON t (upper(b));

-- pair: an index over a column that is another one
-- recreates
-- old
CREATE TABLE t (a int, b text);
CREATE INDEX i ON t (b);
-- new
CREATE TABLE t (a int, c text);
CREATE INDEX i ON t (c);

-- pair: an index with an operator class of the old type
-- recreates
-- rewrites
-- one-way
-- old
CREATE TABLE t (a int, b text);
CREATE INDEX i ON t (b text_pattern_ops);
-- new
CREATE TABLE t (a int, b date);
CREATE INDEX i ON t (b);

-- pair: an index of a materialized view
-- both
CREATE TABLE t (a int, b int);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
-- old
-- new
CREATE UNIQUE INDEX m_a ON m (a);
CREATE INDEX m_b ON m (b) WHERE b > 0;

-- pair: an index that failed
-- recreates
-- one-way
-- both
CREATE TABLE t (a int, b int);
CREATE INDEX i ON t (a);
-- old
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass;
-- new

-- pair: an index takes the name of one on another table
-- recreates
-- both
CREATE TABLE t (a int);
CREATE TABLE u (a int);
-- old
CREATE INDEX i ON t (a);
-- new
CREATE INDEX i ON u (a);

-- pair: a unique index that a foreign key stands on
-- recreates
-- old
CREATE TABLE t (a int, b int);
CREATE UNIQUE INDEX i ON t (a);
CREATE TABLE u (a int CONSTRAINT f REFERENCES t (a));
-- new
CREATE TABLE t (a int, b int);
CREATE UNIQUE INDEX i ON t (a) INCLUDE (b);
CREATE TABLE u (a int CONSTRAINT f REFERENCES t (a));
