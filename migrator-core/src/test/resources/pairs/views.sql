-- pair: views of all sorts
-- both
CREATE SCHEMA "Odd. one";
CREATE TABLE t (id int PRIMARY KEY, a int, "select" text, state varchar(10));
-- old
-- new
CREATE VIEW "Odd. one"."v ""1""" AS SELECT id, "select" AS "from" FROM t WHERE state IN ('a', 'b');
CREATE VIEW barrier WITH (security_barrier) AS SELECT id FROM t WHERE a > 1;
CREATE VIEW checked AS SELECT id, a FROM t WHERE a > 1 WITH LOCAL CHECK OPTION;
CREATE VIEW cascaded AS SELECT id, a FROM checked WHERE a > 2 WITH CASCADED CHECK OPTION;
CREATE RECURSIVE VIEW numbers (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < 10;
CREATE VIEW grouped AS SELECT id, a, count(*) AS n FROM t GROUP BY id;
CREATE MATERIALIZED VIEW m WITH (fillfactor = 70) AS SELECT id, a FROM "Odd. one"."v ""1""" JOIN t USING (id);
CREATE MATERIALIZED VIEW later AS SELECT id FROM m WITH NO DATA;
CREATE UNIQUE INDEX m_id ON m (id);
CREATE VIEW over_m AS SELECT * FROM m;
COMMENT ON VIEW checked IS 'checked';
COMMENT ON COLUMN checked.a IS 'the a';
COMMENT ON MATERIALIZED VIEW m IS 'the m';
COMMENT ON COLUMN m.id IS 'the id';

-- pair: a view whose condition changes under others
-- both
CREATE TABLE t (id int PRIMARY KEY, a int);
-- old
CREATE VIEW v AS SELECT id, a FROM t;
CREATE VIEW w AS SELECT id FROM v;
CREATE MATERIALIZED VIEW m AS SELECT id FROM v;
CREATE INDEX m_id ON m (id);
-- new
CREATE VIEW v AS SELECT id, a FROM t WHERE a > 0;
CREATE VIEW w AS SELECT id FROM v;
CREATE MATERIALIZED VIEW m AS SELECT id FROM v;
CREATE INDEX m_id ON m (id);

-- pair: options of views
-- since: 15
-- both
CREATE TABLE t (id int PRIMARY KEY, a int);
-- old
CREATE VIEW v WITH (security_barrier) AS SELECT id FROM t;
CREATE VIEW w AS SELECT id FROM v;
CREATE VIEW x AS SELECT id FROM t WITH LOCAL CHECK OPTION;
CREATE MATERIALIZED VIEW m WITH (fillfactor = 70, autovacuum_enabled = false) AS SELECT id FROM t;
-- new
CREATE VIEW v WITH (security_invoker) AS SELECT id FROM t;
CREATE VIEW w WITH (security_invoker = true, security_barrier = true) AS SELECT id FROM v;
CREATE VIEW x AS SELECT id FROM t WITH CASCADED CHECK OPTION;
CREATE MATERIALIZED VIEW m WITH (fillfactor = 80) AS SELECT id FROM t;

-- pair: options and definition together
-- both
CREATE TABLE t (id int PRIMARY KEY, a int);
-- old
CREATE VIEW v WITH (security_barrier) AS SELECT id FROM t;
-- new
CREATE VIEW v AS SELECT id, a FROM t WHERE a > 1 WITH CASCADED CHECK OPTION;

-- pair: a column less, with all that stands on the view
-- recreates
-- both
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE TABLE log (x int);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
-- old
CREATE VIEW v AS SELECT id, a, b FROM t;
CREATE VIEW w AS SELECT id FROM v;
CREATE VIEW "W 2" AS SELECT id FROM w;
CREATE MATERIALIZED VIEW m AS SELECT id FROM "W 2";
CREATE UNIQUE INDEX m_id ON m (id);
ALTER VIEW v ALTER a SET DEFAULT 7;
CREATE TRIGGER ins INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION touch();
CREATE RULE upd AS ON UPDATE TO v DO INSTEAD INSERT INTO log VALUES (new.id);
CREATE FUNCTION of_v(v) RETURNS int LANGUAGE sql AS 'SELECT $1.id';
CREATE FUNCTION all_v() RETURNS SETOF v LANGUAGE sql AS 'SELECT * FROM v';
COMMENT ON VIEW v IS 'v';
COMMENT ON COLUMN v.a IS 'a';
COMMENT ON VIEW "W 2" IS 'W 2';
COMMENT ON TRIGGER ins ON v IS 'ins';
COMMENT ON RULE upd ON v IS 'upd';
COMMENT ON MATERIALIZED VIEW m IS 'm';
COMMENT ON INDEX m_id IS 'm_id';
COMMENT ON FUNCTION of_v(v) IS 'of_v';
ALTER MATERIALIZED VIEW m OWNER TO pg_monitor;
-- new
CREATE VIEW v AS SELECT id, a FROM t;
CREATE VIEW w AS SELECT id FROM v;
CREATE VIEW "W 2" AS SELECT id FROM w;
CREATE MATERIALIZED VIEW m AS SELECT id FROM "W 2";
CREATE UNIQUE INDEX m_id ON m (id);
ALTER VIEW v ALTER a SET DEFAULT 7;
CREATE TRIGGER ins INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION touch();
CREATE RULE upd AS ON UPDATE TO v DO INSTEAD INSERT INTO log VALUES (new.id);
CREATE FUNCTION of_v(v) RETURNS int LANGUAGE sql AS 'SELECT $1.id';
CREATE FUNCTION all_v() RETURNS SETOF v LANGUAGE sql AS 'SELECT * FROM v';
COMMENT ON VIEW v IS 'v';
COMMENT ON COLUMN v.a IS 'a';
COMMENT ON VIEW "W 2" IS 'W 2';
COMMENT ON TRIGGER ins ON v IS 'ins';
COMMENT ON RULE upd ON v IS 'upd';
COMMENT ON MATERIALIZED VIEW m IS 'm';
COMMENT ON INDEX m_id IS 'm_id';
COMMENT ON FUNCTION of_v(v) IS 'of_v';
ALTER MATERIALIZED VIEW m OWNER TO pg_monitor;

-- pair: another order, name and type of a view's columns
-- both
CREATE TABLE t (id int PRIMARY KEY, a int, b text COLLATE "C");
-- old
CREATE VIEW v1 AS SELECT id, a FROM t;
CREATE VIEW v2 AS SELECT id, a FROM t;
CREATE VIEW v3 AS SELECT id, a FROM t;
CREATE VIEW v4 AS SELECT b FROM t;
CREATE VIEW over AS SELECT v1.id, v2.a, v3.a AS a3, b FROM v1, v2, v3, v4;
-- new
CREATE VIEW v1 AS SELECT a, id FROM t;
CREATE VIEW v2 AS SELECT id, a AS z, a FROM t;
CREATE VIEW v3 AS SELECT id, a::bigint AS a FROM t;
CREATE VIEW v4 AS SELECT b COLLATE "POSIX" AS b FROM t;
CREATE VIEW over AS SELECT v1.id, v2.a, v3.a AS a3, b FROM v1, v2, v3, v4;

-- pair: views that change places
-- both
CREATE TABLE t (id int PRIMARY KEY, a int);
-- old
CREATE VIEW v AS SELECT id FROM t;
CREATE VIEW w AS SELECT id FROM v;
-- new
CREATE VIEW w AS SELECT id FROM t;
CREATE VIEW v AS SELECT id FROM w;

-- pair: a view that becomes a materialized one and a table that becomes a view
-- recreates
-- old
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id FROM t;
CREATE VIEW w AS SELECT id FROM v;
CREATE TABLE x (id int);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE MATERIALIZED VIEW v AS SELECT id FROM t;
CREATE VIEW w AS SELECT id FROM v;
CREATE VIEW x AS SELECT id FROM t;

-- pair: a column swapped under a view that stays in place
-- old
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE VIEW w AS SELECT a FROM v;
-- new
CREATE TABLE t (id int PRIMARY KEY, b int);
CREATE VIEW v AS SELECT id, b AS a FROM t;
CREATE VIEW w AS SELECT a FROM v;

-- pair: a view over all columns of a table that grows
-- both
CREATE SCHEMA s;
-- old
CREATE TABLE s.t (id int PRIMARY KEY, a int);
CREATE VIEW v AS SELECT * FROM s.t;
CREATE VIEW w AS SELECT * FROM v;
-- new
CREATE TABLE s.t (id int PRIMARY KEY, a int, b int);
CREATE VIEW v AS SELECT * FROM s.t;
CREATE VIEW w AS SELECT * FROM v;

-- pair: materialized views that change
-- recreates
-- both
CREATE TABLE t (id int PRIMARY KEY, a int, note text);
-- old
CREATE MATERIALIZED VIEW m AS SELECT id, a FROM t;
CREATE INDEX m_a ON m (a) WHERE a > 1;
CREATE UNIQUE INDEX m_id ON m (id);
CREATE MATERIALIZED VIEW n AS SELECT a FROM m WITH NO DATA;
CREATE VIEW over AS SELECT a FROM m;
COMMENT ON INDEX m_a IS 'the a';
COMMENT ON COLUMN m.a IS 'the column';
-- new
CREATE MATERIALIZED VIEW m AS SELECT id, a, note FROM t WHERE id > 3;
CREATE INDEX m_a ON m (a) WHERE a > 1;
CREATE UNIQUE INDEX m_id ON m (id);
CREATE MATERIALIZED VIEW n AS SELECT a FROM m WITH NO DATA;
CREATE VIEW over AS SELECT a FROM m;
COMMENT ON INDEX m_a IS 'the a';
COMMENT ON COLUMN m.a IS 'the column';

-- pair: settings of a materialized view and its columns
-- both
CREATE TABLE t (id int PRIMARY KEY, note text);
-- old
CREATE MATERIALIZED VIEW m AS SELECT id, note FROM t;
CREATE INDEX m_note ON m (note);
ALTER MATERIALIZED VIEW m ALTER id SET (n_distinct = 5);
-- new
CREATE MATERIALIZED VIEW m AS SELECT id, note FROM t;
CREATE INDEX m_note ON m (note);
ALTER MATERIALIZED VIEW m ALTER note SET STATISTICS 500, ALTER note SET STORAGE EXTERNAL;
ALTER MATERIALIZED VIEW m ALTER note SET COMPRESSION pglz;
ALTER MATERIALIZED VIEW m SET (fillfactor = 50);
ALTER MATERIALIZED VIEW m OWNER TO pg_monitor;

-- pair: defaults, triggers and rules of a view
-- both
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
-- old
ALTER VIEW v ALTER a SET DEFAULT 7;
CREATE TRIGGER ins INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION touch();
CREATE RULE del AS ON DELETE TO v DO INSTEAD NOTHING;
-- new
ALTER VIEW v ALTER a SET DEFAULT 8, ALTER id SET DEFAULT 9;
CREATE TRIGGER ins INSTEAD OF INSERT OR UPDATE ON v FOR EACH ROW EXECUTE FUNCTION touch('x');
CREATE RULE upd AS ON UPDATE TO v DO INSTEAD NOTHING;

-- pair: a view grouped by a key that changes
-- recreates
-- old
CREATE TABLE t (id int PRIMARY KEY, other int NOT NULL, a int);
CREATE VIEW v AS SELECT id, a, count(*) AS n FROM t GROUP BY id;
-- new
CREATE TABLE t (id int, other int NOT NULL PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id, a, count(*) AS n FROM t GROUP BY id, a;

-- pair: a wider column with everything over it
-- rewrites
-- both
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE FUNCTION pick(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION pick(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE VIEW v WITH (security_barrier) AS SELECT id, pick(a) AS p FROM t;
CREATE MATERIALIZED VIEW m AS SELECT p, count(*) AS n FROM v GROUP BY p;
CREATE UNIQUE INDEX m_p ON m (p);
CREATE RULE r AS ON INSERT TO t WHERE new.a = 5 DO INSTEAD NOTHING;
CREATE POLICY pol ON t USING (pick(a) > 3);
CREATE TRIGGER tr BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION touch();
CREATE INDEX t_pick ON t (pick(a));
CREATE INDEX t_b ON t (b) WHERE a > 3;
COMMENT ON MATERIALIZED VIEW m IS 'm';
-- new
CREATE TABLE t (id int PRIMARY KEY, a bigint, b int);
CREATE FUNCTION pick(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION pick(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE VIEW v WITH (security_barrier) AS SELECT id, pick(a) AS p FROM t;
CREATE MATERIALIZED VIEW m AS SELECT p, count(*) AS n FROM v GROUP BY p;
CREATE UNIQUE INDEX m_p ON m (p);
CREATE RULE r AS ON INSERT TO t WHERE new.a = 5 DO INSTEAD NOTHING;
CREATE POLICY pol ON t USING (pick(a) > 3);
CREATE TRIGGER tr BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION touch();
CREATE INDEX t_pick ON t (pick(a));
CREATE INDEX t_b ON t (b) WHERE a > 3;
COMMENT ON MATERIALIZED VIEW m IS 'm';

-- pair: everything goes
-- old
CREATE SCHEMA s;
CREATE TABLE s.t (id int PRIMARY KEY, a int);
CREATE FUNCTION s.f(s.t) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.a';
CREATE VIEW s.v AS SELECT s.f(t) AS f FROM s.t;
CREATE MATERIALIZED VIEW s.m AS SELECT f FROM s.v;
CREATE AGGREGATE s.total(int) (SFUNC = int4pl, STYPE = int);
CREATE FUNCTION s.op(int, text) RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR s.=== (FUNCTION = s.op, LEFTARG = int, RIGHTARG = text);
CREATE VIEW s.w AS SELECT s.total(id) AS n, bool_or(id OPERATOR(s.===) 'x') AS y FROM s.t;
-- new
