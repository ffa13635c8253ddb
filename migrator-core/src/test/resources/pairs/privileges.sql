-- pair: grants on a table
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
DO $$ BEGIN CREATE ROLE "pair_Odd ""one"" =/*"; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE TABLE t (id int PRIMARY KEY, a text);
-- old
-- new
GRANT SELECT, INSERT ON t TO pair_bob;
GRANT SELECT ON t TO "pair_Odd ""one"" =/*" WITH GRANT OPTION;
GRANT REFERENCES ON t TO PUBLIC;

-- pair: grants that change
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
DO $$ BEGIN CREATE ROLE pair_ann; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE VIEW v AS SELECT a FROM t;
-- old
GRANT SELECT, INSERT ON t TO pair_bob WITH GRANT OPTION;
GRANT ALL ON t TO pair_ann;
GRANT SELECT ON v TO pair_bob;
-- new
GRANT SELECT ON t TO pair_bob;
GRANT UPDATE ON t TO pair_bob WITH GRANT OPTION;
GRANT DELETE ON t TO pair_ann WITH GRANT OPTION;
GRANT ALL ON v TO pair_bob WITH GRANT OPTION;

-- pair: an owner who may not do everything
-- both
CREATE TABLE t (id int PRIMARY KEY);
CREATE SEQUENCE s;
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
-- old
-- new
REVOKE DELETE, TRUNCATE ON t FROM CURRENT_USER;
REVOKE ALL ON SEQUENCE s FROM CURRENT_USER;
-- pair: columns
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE TABLE "Tab le" (id int PRIMARY KEY, "A b" text, "select" int);
CREATE VIEW v AS SELECT id, "A b" FROM "Tab le";
-- old
GRANT SELECT (id) ON "Tab le" TO pair_bob;
-- new
GRANT SELECT (id, "A b", "select"), UPDATE ("A b") ON "Tab le" TO pair_bob;
GRANT INSERT ("A b") ON "Tab le" TO PUBLIC;
GRANT REFERENCES (id) ON "Tab le" TO pair_bob WITH GRANT OPTION;
GRANT SELECT (id) ON v TO pair_bob;

-- pair: a table loses a privilege that its columns keep
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE TABLE t (id int PRIMARY KEY, a text, b int);
-- old
GRANT SELECT, UPDATE ON t TO pair_bob WITH GRANT OPTION;
GRANT SELECT (a), UPDATE (b) ON t TO pair_bob WITH GRANT OPTION;
-- new
GRANT INSERT ON t TO pair_bob;
GRANT SELECT (a), UPDATE (b) ON t TO pair_bob;
GRANT SELECT (b) ON t TO pair_bob;

-- pair: new objects with privileges
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
-- old
-- new
CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO pair_bob;
CREATE TABLE app.t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, s serial, a text);
GRANT SELECT, INSERT, UPDATE, DELETE ON app.t TO pair_bob;
GRANT UPDATE (a) ON app.t TO PUBLIC;
GRANT USAGE ON SEQUENCE app.t_id_seq TO pair_bob;
GRANT ALL ON SEQUENCE app.t_s_seq TO pair_bob;
CREATE VIEW app.v AS SELECT a FROM app.t;
GRANT SELECT ON app.v TO PUBLIC;
CREATE MATERIALIZED VIEW app.m AS SELECT a FROM app.t;
GRANT SELECT ON app.m TO pair_bob;

-- pair: the sequence of an identity column
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text);
-- old
GRANT UPDATE (id) ON t TO pair_bob;
-- new
GRANT USAGE, SELECT ON SEQUENCE t_id_seq TO pair_bob;
GRANT SELECT (id) ON t TO pair_bob;
COMMENT ON SEQUENCE t_id_seq IS 'of the key';
COMMENT ON COLUMN t.id IS 'the key';

-- pair: the schema public closed and opened
-- undumpable-before-15
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
-- old
-- new
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO pair_bob;

-- pair: privileges that were passed on
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
DO $$ BEGIN CREATE ROLE pair_ann; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE TABLE t (id int PRIMARY KEY, a text);
GRANT SELECT (id) ON t TO pair_ann;
-- old
GRANT SELECT, UPDATE ON t TO pair_bob WITH GRANT OPTION;
SET ROLE pair_bob;
GRANT SELECT, UPDATE ON t TO pair_ann;
RESET ROLE;
-- new
GRANT SELECT, UPDATE ON t TO pair_bob;

-- pair: a view made anew keeps its privileges
-- rewrites
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
-- old
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id, a FROM t;
GRANT SELECT ON v TO pair_bob;
GRANT UPDATE (a) ON v TO pair_bob;
COMMENT ON COLUMN v.a IS 'a of v';
-- new
CREATE TABLE t (id int PRIMARY KEY, a bigint);
CREATE VIEW v AS SELECT id, a FROM t;
GRANT SELECT ON v TO pair_bob;
GRANT UPDATE (a) ON v TO pair_bob;
COMMENT ON COLUMN v.a IS 'a of v';

-- pair: functions, procedures, aggregates and languages
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE FUNCTION f(a int, b text DEFAULT '') RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE "The p"(INOUT a int) LANGUAGE plpgsql AS 'BEGIN a := 1; END';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
CREATE AGGREGATE n(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
-- old
GRANT EXECUTE ON FUNCTION f TO pair_bob WITH GRANT OPTION;
-- new
REVOKE EXECUTE ON FUNCTION f FROM PUBLIC;
REVOKE EXECUTE ON PROCEDURE "The p" FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE "The p" TO pair_bob;
GRANT EXECUTE ON FUNCTION total(int) TO pair_bob;
REVOKE ALL ON FUNCTION n() FROM PUBLIC;

-- pair: a function made anew keeps its privileges under default privileges
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO pair_bob;
-- old
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
GRANT EXECUTE ON FUNCTION f TO PUBLIC;
REVOKE EXECUTE ON FUNCTION f FROM pair_bob;
COMMENT ON FUNCTION f IS 'stays';
ALTER FUNCTION f OWNER TO pair_bob;
-- new
CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
GRANT EXECUTE ON FUNCTION f TO PUBLIC;
REVOKE EXECUTE ON FUNCTION f FROM pair_bob;
COMMENT ON FUNCTION f IS 'stays';
ALTER FUNCTION f OWNER TO pair_bob;

-- pair: columns of what an extension brings
-- undumpable
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
DO $$ BEGIN CREATE ROLE "pair Eve"; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE SCHEMA "s p";
CREATE EXTENSION pg_buffercache SCHEMA "s p";
-- old
GRANT SELECT (bufferid) ON "s p".pg_buffercache TO pair_bob;
GRANT UPDATE ("reldatabase") ON "s p".pg_buffercache TO pair_bob;
-- new
GRANT SELECT (bufferid, isdirty) ON "s p".pg_buffercache TO "pair Eve" WITH GRANT OPTION;
GRANT SELECT (bufferid) ON "s p".pg_buffercache TO pair_bob;
