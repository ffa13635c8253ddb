-- pair: statistics of each kind
-- both
CREATE TABLE "The t" (id int PRIMARY KEY, a int, "B b" int);
CREATE SCHEMA s;
-- old
-- new
CREATE STATISTICS st_all ON a, "B b" FROM "The t";
CREATE STATISTICS s."St one" (ndistinct) ON id, a FROM "The t";
CREATE STATISTICS st_two (mcv, dependencies) ON id, a, "B b" FROM "The t";
CREATE STATISTICS st_expr ON (a + 1) FROM "The t";
CREATE STATISTICS st_mixed (mcv) ON a, (abs("B b")) FROM "The t";
COMMENT ON STATISTICS s."St one" IS 'why';

-- pair: statistics that change
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
-- old
CREATE STATISTICS x (ndistinct) ON id, a FROM t;
COMMENT ON STATISTICS x IS 'stays';
CREATE STATISTICS y ON id, a FROM t;
CREATE STATISTICS z ON id, a FROM t;
ALTER STATISTICS z SET STATISTICS 50;
-- new
CREATE STATISTICS x (mcv) ON id, a FROM t;
COMMENT ON STATISTICS x IS 'stays';
CREATE STATISTICS y ON id, a FROM t;
ALTER STATISTICS y SET STATISTICS 0;
ALTER STATISTICS y OWNER TO pair_bob;
CREATE STATISTICS z ON id, b FROM t;
ALTER STATISTICS z SET STATISTICS 100;

-- pair: statistics on a column that gets another type
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE STATISTICS x ON id, a FROM t;
CREATE STATISTICS y ON (a + 1), b FROM t;
ALTER STATISTICS y SET STATISTICS 7;
COMMENT ON STATISTICS x IS 'stays';
COMMENT ON STATISTICS y IS 'stays';
-- new
CREATE TABLE t (id int PRIMARY KEY, a bigint, b int);
CREATE STATISTICS x ON id, a FROM t;
CREATE STATISTICS y ON (a + 1), b FROM t;
ALTER STATISTICS y SET STATISTICS 7;
COMMENT ON STATISTICS x IS 'stays';
COMMENT ON STATISTICS y IS 'stays';

-- pair: statistics on a column that goes
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE STATISTICS x ON id, a FROM t;
CREATE STATISTICS y ON (a + 1), b FROM t;
CREATE TABLE gone (id int, a int);
CREATE STATISTICS z ON id, a FROM gone;
-- new
CREATE TABLE t (id int PRIMARY KEY, b int);

-- pair: statistics on an expression with a function
-- both
CREATE TABLE t (id int PRIMARY KEY, a text, b text);
-- old
-- new
CREATE STATISTICS x ON (lower(a)), (b || a), id FROM t;
CREATE MATERIALIZED VIEW m AS SELECT id, a FROM t;
CREATE STATISTICS y ON id, a FROM m;
