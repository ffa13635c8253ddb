-- pair: relations of another owner
-- both
DO $$ BEGIN CREATE ROLE "pair_Odd one"; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE TABLE t (id int PRIMARY KEY, s serial, a text);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE MATERIALIZED VIEW m AS SELECT id, a FROM t;
CREATE SEQUENCE q;
CREATE TABLE p (id int) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
-- old
-- new
ALTER TABLE t OWNER TO "pair_Odd one";
ALTER VIEW v OWNER TO "pair_Odd one";
ALTER MATERIALIZED VIEW m OWNER TO "pair_Odd one";
ALTER SEQUENCE q OWNER TO "pair_Odd one";
ALTER TABLE p1 OWNER TO "pair_Odd one";

-- pair: new objects of another owner
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
-- old
-- new
CREATE SCHEMA app AUTHORIZATION pair_bob;
CREATE TABLE app.t (id bigserial PRIMARY KEY, n int GENERATED ALWAYS AS IDENTITY, a text);
ALTER TABLE app.t OWNER TO pair_bob;
CREATE VIEW app.v AS SELECT id FROM app.t;
ALTER VIEW app.v OWNER TO pair_bob;

-- pair: an owner who was granted something before
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
DO $$ BEGIN CREATE ROLE pair_ann; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE TABLE t (id int PRIMARY KEY, a text);
-- old
GRANT SELECT, INSERT ON t TO pair_bob WITH GRANT OPTION;
GRANT SELECT ON t TO pair_ann;
GRANT SELECT (a) ON t TO pair_bob;
-- new
ALTER TABLE t OWNER TO pair_bob;
REVOKE DELETE ON t FROM pair_bob;
GRANT UPDATE ON t TO pair_ann;
GRANT SELECT ON t TO CURRENT_USER;

-- pair: from one owner to the other
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
DO $$ BEGIN CREATE ROLE pair_ann; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE SCHEMA app;
CREATE TABLE app.t (id int PRIMARY KEY);
-- old
ALTER SCHEMA app OWNER TO pair_bob;
ALTER TABLE app.t OWNER TO pair_bob;
GRANT SELECT ON app.t TO pair_ann;
-- new
ALTER SCHEMA app OWNER TO pair_ann;
ALTER TABLE app.t OWNER TO pair_ann;
GRANT SELECT ON app.t TO pair_bob;

-- pair: a sequence that is tied to a table of another owner and untied
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE TABLE t (id int PRIMARY KEY);
ALTER TABLE t OWNER TO pair_bob;
CREATE SEQUENCE s;
-- old
-- new
ALTER SEQUENCE s OWNER TO pair_bob;
ALTER SEQUENCE s OWNED BY t.id;

-- pair: the schema public of another owner
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
-- old
-- new
ALTER SCHEMA public OWNER TO pair_bob;

-- pair: a view of another owner made anew
-- rewrites
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
-- old
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id, a FROM t;
ALTER VIEW v OWNER TO pair_bob;
GRANT SELECT ON t TO pair_bob;
GRANT SELECT ON v TO CURRENT_USER;
-- new
CREATE TABLE t (id int PRIMARY KEY, a bigint);
CREATE VIEW v AS SELECT id, a FROM t;
ALTER VIEW v OWNER TO pair_bob;
GRANT SELECT ON t TO pair_bob;
GRANT SELECT ON v TO CURRENT_USER;

-- pair: what is not a relation, of another owner
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE FUNCTION f(a int, b int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE p(a int) LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
CREATE OPERATOR @#@ (FUNCTION = f, LEFTARG = int, RIGHTARG = int);
CREATE TEXT SEARCH CONFIGURATION tsc (COPY = simple);
CREATE TEXT SEARCH DICTIONARY tsd (TEMPLATE = simple);
CREATE OPERATOR FAMILY opf USING btree;
-- old
-- new
ALTER FUNCTION f OWNER TO pair_bob;
ALTER PROCEDURE p OWNER TO pair_bob;
ALTER AGGREGATE total(int) OWNER TO pair_bob;
ALTER OPERATOR @#@ (int, int) OWNER TO pair_bob;
ALTER TEXT SEARCH CONFIGURATION tsc OWNER TO pair_bob;
ALTER TEXT SEARCH DICTIONARY tsd OWNER TO pair_bob;
ALTER OPERATOR FAMILY opf USING btree OWNER TO pair_bob;
