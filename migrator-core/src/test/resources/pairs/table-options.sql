-- pair: storage parameters
-- both
-- old
CREATE TABLE t (id int, v text) WITH (fillfactor = 70, autovacuum_enabled = off, toast.autovacuum_enabled = off);
-- new
CREATE TABLE t (id int, v text) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_vacuum_threshold = 100);

-- pair: a table with everything
-- old
-- new
CREATE UNLOGGED TABLE t (id int, v text) WITH (fillfactor = 70, autovacuum_analyze_threshold = 10, toast.autovacuum_enabled = off);
ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, REPLICA IDENTITY FULL;

-- pair: row security on and off
-- old
CREATE TABLE t (id int);
CREATE TABLE u (id int);
ALTER TABLE u ENABLE ROW LEVEL SECURITY;
-- new
CREATE TABLE t (id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE TABLE u (id int);

-- pair: logged and unlogged with references
-- rewrites
-- old
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);
CREATE TABLE c (id int PRIMARY KEY, b_id int REFERENCES b, c_id int REFERENCES c);
-- new
CREATE UNLOGGED TABLE a (id int PRIMARY KEY);
CREATE UNLOGGED TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);
CREATE UNLOGGED TABLE c (id int PRIMARY KEY, b_id int REFERENCES b, c_id int REFERENCES c);

-- pair: a reference to a table that is logged from now on
-- rewrites
-- old
CREATE UNLOGGED TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY, a_id int);
-- new
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);

-- pair: replica identities
-- old
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX t_a ON t (a);
CREATE TABLE u (id int PRIMARY KEY);
ALTER TABLE u REPLICA IDENTITY FULL;
CREATE TABLE w (id int PRIMARY KEY);
ALTER TABLE w REPLICA IDENTITY NOTHING;
-- new
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX t_a ON t (a);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_a;
CREATE TABLE u (id int PRIMARY KEY);
CREATE TABLE w (id int PRIMARY KEY);
ALTER TABLE w REPLICA IDENTITY USING INDEX w_pkey;

-- pair: the index of a replica identity is another one
-- recreates
-- old
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX t_a ON t (a);
CREATE UNIQUE INDEX t_b ON t (b);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_a;
-- new
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX t_a ON t (a, b);
CREATE UNIQUE INDEX t_b ON t (b);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_a;

-- pair: the replica identity moves to another index and the old one goes
-- old
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX t_a ON t (a);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_a;
-- new
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX t_b ON t (b);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_b;

-- pair: clustered on another index
-- old
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX "t ""a""" ON t (a);
ALTER TABLE t CLUSTER ON "t ""a""";
CREATE TABLE u (id int PRIMARY KEY);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX "t ""a""" ON t (a);
ALTER TABLE t CLUSTER ON t_pkey;
CREATE TABLE u (id int PRIMARY KEY);
ALTER TABLE u CLUSTER ON u_pkey;

-- pair: a typed table
-- both
CREATE TYPE person AS (name text, age int, note text);
-- old
-- new
CREATE TABLE people OF person (name PRIMARY KEY, age WITH OPTIONS DEFAULT 3 NOT NULL, CHECK (age > 0));

-- pair: a table becomes typed
-- both
CREATE TYPE person AS (name text, age int);
-- old
CREATE TABLE people (name text, age int, more int);
-- new
CREATE TABLE people OF person (age WITH OPTIONS DEFAULT 3);

-- pair: tables without columns
-- old
CREATE TABLE "from" ();
-- new
CREATE TABLE "where" ();

-- pair: a comment on a table with a quoted name in another schema
-- both
CREATE SCHEMA "a.b";
-- old
CREATE TABLE "a.b"."Odd ""x""" (id int);
-- new
CREATE TABLE "a.b"."Odd ""x""" (id int);
COMMENT ON TABLE "a.b"."Odd ""x""" IS 'it''s \ odd';
