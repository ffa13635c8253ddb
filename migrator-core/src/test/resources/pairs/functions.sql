-- pair: functions of several languages and shapes
-- old
-- new
CREATE SCHEMA "Odd, one";
CREATE TABLE person (id int PRIMARY KEY, name text);
CREATE FUNCTION one() RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT 1';
CREATE FUNCTION add(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql STRICT LEAKPROOF COST 7 AS $$ SELECT a + b $$;
CREATE FUNCTION add(a text, VARIADIC b text[] DEFAULT '{}'::text[]) RETURNS text LANGUAGE plpgsql STABLE AS $body$
BEGIN
    -- a comment with $$ in it
    RETURN a || array_to_string(b, ',', '\');
END
$body$;
CREATE FUNCTION "Odd, one"."f(x) ""y"""("an arg" int, OUT "select" int, OUT b text) LANGUAGE sql AS $$ SELECT 1, 'x' $$;
CREATE FUNCTION people() RETURNS SETOF person LANGUAGE sql ROWS 5 SECURITY DEFINER SET search_path = public, "$user"
    SET statement_timeout = '5s' AS $$ SELECT * FROM person $$;
CREATE FUNCTION pairs() RETURNS TABLE (k int, v text) LANGUAGE sql AS $$ SELECT id, name FROM person $$;
CREATE PROCEDURE rename(p_id int, INOUT p_name text) LANGUAGE plpgsql AS $$
BEGIN
    UPDATE person SET name = p_name WHERE id = p_id;
END $$;
CREATE FUNCTION fullname(person) RETURNS text LANGUAGE sql AS 'SELECT $1.name';
COMMENT ON FUNCTION add(int, int) IS 'adds';
COMMENT ON PROCEDURE rename(int, text) IS 'renames';
COMMENT ON FUNCTION "Odd, one"."f(x) ""y"""(int) IS 'odd';

-- pair: a body that changes in place under its users
-- both
CREATE TABLE t (id int PRIMARY KEY, a int);
-- old
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE VIEW v AS SELECT f(a) AS x FROM t;
CREATE INDEX t_f ON t (f(a));
ALTER TABLE t ALTER a SET DEFAULT f(3), ADD CHECK (f(a) > 0);
-- new
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT $1 + 0';
CREATE VIEW v AS SELECT f(a) AS x FROM t;
CREATE INDEX t_f ON t (f(a));
ALTER TABLE t ALTER a SET DEFAULT f(3), ADD CHECK (f(a) > 0);

-- pair: properties that change in place
-- old
CREATE FUNCTION f(a int) RETURNS SETOF int LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER SET search_path = '' AS 'SELECT a';
-- new
CREATE FUNCTION f(a int) RETURNS SETOF int LANGUAGE sql STABLE STRICT COST 3.5 ROWS 12 PARALLEL RESTRICTED
    SET work_mem = '8MB' SET search_path = "a b", pg_temp SET "my.var" = 'it''s' AS 'SELECT a';
CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql AS 'SELECT a';

-- pair: arguments that get a name and a default in place
-- old
CREATE FUNCTION f(int, int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE VIEW v AS SELECT f(1, 2) AS x;
-- new
CREATE FUNCTION f(a int, b int DEFAULT 5) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE VIEW v AS SELECT f(1, 2) AS x;

-- pair: another result type with everything that stands on it
-- rewrites
-- recreates
-- both
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
-- old
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a';
CREATE VIEW v AS SELECT f(a) AS x FROM t;
CREATE VIEW w AS SELECT x FROM v;
CREATE MATERIALIZED VIEW m AS SELECT x FROM w;
CREATE INDEX m_x ON m (x);
CREATE INDEX t_f ON t (f(a));
ALTER TABLE t ALTER a SET DEFAULT f(3), ADD CONSTRAINT positive CHECK (f(a) > 0);
ALTER TABLE t ADD g int GENERATED ALWAYS AS (f(a)) STORED;
CREATE INDEX t_g ON t (g);
CREATE POLICY p ON t USING (f(a) > 1);
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (f(new.a) > 3) EXECUTE FUNCTION touch();
COMMENT ON VIEW w IS 'the w';
COMMENT ON COLUMN w.x IS 'the x';
COMMENT ON INDEX t_f IS 'the index';
COMMENT ON POLICY p ON t IS 'the policy';
COMMENT ON TRIGGER tr ON t IS 'the trigger';
COMMENT ON FUNCTION f(int) IS 'the function';
-- new
CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT a::bigint';
CREATE VIEW v AS SELECT f(a) AS x FROM t;
CREATE VIEW w AS SELECT x FROM v;
CREATE MATERIALIZED VIEW m AS SELECT x FROM w;
CREATE INDEX m_x ON m (x);
CREATE INDEX t_f ON t (f(a));
ALTER TABLE t ALTER a SET DEFAULT f(3), ADD CONSTRAINT positive CHECK (f(a) > 0);
ALTER TABLE t ADD g int GENERATED ALWAYS AS (f(a)) STORED;
CREATE INDEX t_g ON t (g);
CREATE POLICY p ON t USING (f(a) > 1);
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (f(new.a) > 3) EXECUTE FUNCTION touch();
COMMENT ON VIEW w IS 'the w';
COMMENT ON COLUMN w.x IS 'the x';
COMMENT ON INDEX t_f IS 'the index';
COMMENT ON POLICY p ON t IS 'the policy';
COMMENT ON TRIGGER tr ON t IS 'the trigger';
COMMENT ON FUNCTION f(int) IS 'the function';

-- pair: an argument of another name and one without its default
-- old
CREATE FUNCTION f(a int, b int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT a + b';
CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
CREATE VIEW v AS SELECT g(1) AS x;
-- new
CREATE FUNCTION f(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT a + b';
CREATE FUNCTION g(z int) RETURNS int LANGUAGE sql AS 'SELECT z';
CREATE VIEW v AS SELECT g(1) AS x;

-- pair: a function that becomes a procedure, and a wider table result
-- old
CREATE FUNCTION f(a int) RETURNS void LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g() RETURNS TABLE (a int) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION h(OUT a int, OUT b int) LANGUAGE sql AS 'SELECT 1, 2';
-- new
CREATE PROCEDURE f(a int) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g() RETURNS TABLE (a int, b text) LANGUAGE sql AS 'SELECT 1, ''x''::text';
CREATE FUNCTION h(OUT a int, OUT c int) LANGUAGE sql AS 'SELECT 1, 2';

-- pair: overloads come and go
-- old
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 2';
-- new
CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 3';
CREATE FUNCTION f(text, int) RETURNS int LANGUAGE sql AS 'SELECT 2';

-- pair: bodies that speak of what is made with them
-- old
-- new
CREATE TABLE z_last (id int PRIMARY KEY, note text);
CREATE VIEW "Z view" AS SELECT id FROM z_last;
CREATE FUNCTION a_first() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM "Z view"';
CREATE FUNCTION a_before() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT public.a_first() + 1';
CREATE TABLE b (id int PRIMARY KEY DEFAULT a_before(), CHECK (id > 0));
CREATE FUNCTION uses_b() RETURNS SETOF b LANGUAGE plpgsql AS 'DECLARE x b.id%TYPE; BEGIN RETURN QUERY SELECT * FROM b; END';

-- pair: a default whose function reads the table itself
-- old
-- new
CREATE TABLE t (id int PRIMARY KEY, a bigint);
CREATE FUNCTION next_of_t() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) + 1 FROM t';
ALTER TABLE t ALTER a SET DEFAULT next_of_t();

-- pair: a row's generated column whose function reads the table itself
-- undumpable
-- rewrites-back
-- old
-- new
CREATE TABLE t (id int PRIMARY KEY, a bigint);
CREATE FUNCTION twice(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN x < 0 THEN (SELECT id FROM t) ELSE x * 2 END';
ALTER TABLE t ADD b int GENERATED ALWAYS AS (twice(id)) STORED;

-- pair: functions that call each other
-- old
-- new
CREATE FUNCTION even(n int) RETURNS bool LANGUAGE plpgsql AS 'BEGIN RETURN n = 0 OR odd(n - 1); END';
CREATE FUNCTION odd(n int) RETURNS bool LANGUAGE sql AS 'SELECT n <> 0 AND even(n - 1)';
CREATE FUNCTION ping(n int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION pong(n int) RETURNS int LANGUAGE sql AS 'SELECT ping(n)';
CREATE OR REPLACE FUNCTION ping(n int) RETURNS int LANGUAGE sql AS 'SELECT CASE WHEN n > 0 THEN pong(n - 1) ELSE 0 END';

-- pair: a body that follows its column
-- old
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS 'SELECT sum(a) FROM t';
CREATE VIEW v AS SELECT total() AS x;
-- new
CREATE TABLE t (id int PRIMARY KEY, b int);
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS 'SELECT sum(b) FROM t';
CREATE VIEW v AS SELECT total() AS x;

-- pair: standard bodies with what they use
-- old
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE FUNCTION one() RETURNS int LANGUAGE sql RETURN 1;
CREATE PROCEDURE put(x int) LANGUAGE sql BEGIN ATOMIC
    INSERT INTO t (id, a) VALUES (x, x);
END;
-- new
CREATE TABLE t (id int PRIMARY KEY, b int);
CREATE TABLE log (x int);
CREATE FUNCTION one() RETURNS int LANGUAGE sql RETURN 1 + 0;
CREATE PROCEDURE put(x int) LANGUAGE sql BEGIN ATOMIC
    INSERT INTO t (id, b) VALUES (x, one());
    INSERT INTO log VALUES (CASE WHEN x > 1 THEN x ELSE 0 END);
END;

-- pair: a standard body over a column whose type changes
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE FUNCTION top() RETURNS bigint LANGUAGE sql RETURN (SELECT max(a) FROM t);
CREATE VIEW v AS SELECT top() AS x;
-- new
CREATE TABLE t (id int PRIMARY KEY, a bigint);
CREATE FUNCTION top() RETURNS bigint LANGUAGE sql RETURN (SELECT max(a) FROM t);
CREATE VIEW v AS SELECT top() AS x;

-- pair: functions over the row of a table that changes
-- rewrites
-- both
CREATE SCHEMA s;
-- old
CREATE TABLE s.t (id int PRIMARY KEY, a int);
CREATE FUNCTION s.label(s.t) RETURNS text LANGUAGE sql AS 'SELECT $1.a::text';
CREATE FUNCTION s.all_t() RETURNS SETOF s.t LANGUAGE sql AS 'SELECT * FROM s.t';
-- new
CREATE TABLE s.t (id int PRIMARY KEY, a bigint, b text);
CREATE FUNCTION s.label(s.t) RETURNS text LANGUAGE sql AS 'SELECT $1.a::text || $1.b';
CREATE FUNCTION s.all_t() RETURNS SETOF s.t LANGUAGE sql AS 'SELECT * FROM s.t';

-- pair: a function over a table that goes
-- old
CREATE TABLE t (id int PRIMARY KEY);
CREATE FUNCTION f(t) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
-- new
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';

-- pair: a default argument that calls another function
-- old
CREATE FUNCTION z() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION a(x int DEFAULT z()) RETURNS int LANGUAGE sql AS 'SELECT x';
-- new
CREATE FUNCTION z() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
CREATE FUNCTION a(x int DEFAULT z()) RETURNS int LANGUAGE sql AS 'SELECT x';

-- pair: window and internal functions
-- old
-- new
CREATE FUNCTION my_rank() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_rank';
CREATE FUNCTION my_len(text) RETURNS int LANGUAGE internal IMMUTABLE STRICT AS 'textlen';
CREATE VIEW v AS SELECT my_rank() OVER (ORDER BY x) AS r, my_len(x::text) AS l FROM generate_series(1, 3) x;

-- pair: aggregates
-- old
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
CREATE AGGREGATE gone(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE VIEW v AS SELECT total(x) AS t FROM generate_series(1, 3) x;
-- new
CREATE FUNCTION acc(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT concat($1, $2)';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '1', COMBINEFUNC = int4pl, PARALLEL = SAFE);
CREATE AGGREGATE chain(x text) (SFUNC = acc, STYPE = text, SSPACE = 100);
CREATE AGGREGATE my_percentile(float8 ORDER BY float8) (SFUNC = ordered_set_transition, STYPE = internal,
    FINALFUNC = percentile_cont_float8_final, FINALFUNC_MODIFY = SHAREABLE);
CREATE AGGREGATE my_rank(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi,
    STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
CREATE AGGREGATE my_sum(int) (SFUNC = int4_avg_accum, STYPE = bigint[], FINALFUNC = int8_avg, INITCOND = '{0,0}',
    MSFUNC = int4_avg_accum, MINVFUNC = int4_avg_accum_inv, MSTYPE = bigint[], MFINALFUNC = int8_avg, MINITCOND = '{0,0}');
CREATE AGGREGATE smallest(int) (SFUNC = int4smaller, STYPE = int, SORTOP = <);
CREATE VIEW v AS SELECT total(x) AS t FROM generate_series(1, 3) x;
COMMENT ON AGGREGATE chain(text) IS 'chains';
COMMENT ON AGGREGATE my_percentile(float8 ORDER BY float8) IS 'percentile';

-- pair: an aggregate of another result under a view
-- old
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
CREATE VIEW v AS SELECT total(x) AS t FROM generate_series(1, 3) x;
-- new
CREATE AGGREGATE total(int) (SFUNC = int84pl, STYPE = bigint, INITCOND = '0');
CREATE VIEW v AS SELECT total(x) AS t FROM generate_series(1, 3) x;

-- pair: an aggregate over a function that is made anew
-- old
CREATE FUNCTION acc(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE AGGREGATE total(int) (SFUNC = acc, STYPE = int);
CREATE VIEW v AS SELECT total(x) AS t FROM generate_series(1, 3) x;
-- new
CREATE FUNCTION acc(x int, y int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT x + y';
CREATE AGGREGATE total(int) (SFUNC = acc, STYPE = int);
CREATE VIEW v AS SELECT total(x) AS t FROM generate_series(1, 3) x;

-- pair: a function with another owner
-- old
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
-- new
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION f(int) OWNER TO pg_monitor;
ALTER PROCEDURE p() OWNER TO pg_monitor;

-- pair: privileges on functions, procedures and aggregates
-- old
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
GRANT EXECUTE ON FUNCTION g(int) TO pg_monitor;
-- new
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g(b int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE p(int) LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
CREATE AGGREGATE counter(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
REVOKE ALL ON FUNCTION f(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION g(int) TO pg_monitor;
GRANT EXECUTE ON PROCEDURE p(int) TO pg_monitor;
GRANT EXECUTE ON FUNCTION total(int), counter() TO pg_monitor;

-- pair: a function that is called while a column is filled
-- rewrites
-- both
CREATE SCHEMA "F f";
CREATE FUNCTION "F f".fine(text) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN RETURN "F f"."is Long"($1); END $$;
CREATE DOMAIN checked AS text CHECK ("F f".fine(VALUE));
CREATE TABLE t (id int PRIMARY KEY);
-- rows
INSERT INTO t VALUES (1);
-- old
-- new
CREATE FUNCTION zeta(text) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT length($1)';
CREATE FUNCTION "F f"."is Long"(text) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN RETURN zeta($1) > 3; END $$;
ALTER TABLE t ADD a checked DEFAULT 'long enough';
