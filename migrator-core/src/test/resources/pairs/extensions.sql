-- pair: extensions with their types
-- old
-- new
CREATE SCHEMA "Ext s";
CREATE EXTENSION citext SCHEMA "Ext s";
COMMENT ON EXTENSION citext IS 'case does not matter';
CREATE EXTENSION hstore;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;
CREATE EXTENSION "uuid-ossp";
CREATE TABLE t (id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), a "Ext s".citext UNIQUE, h hstore DEFAULT 'a=>1', n text, r int4range,
    EXCLUDE USING gist (n WITH =, r WITH &&));
CREATE INDEX t_n ON t USING gin (n gin_trgm_ops);
CREATE DOMAIN mail AS "Ext s".citext CHECK (VALUE ~ '@');
CREATE VIEW v AS SELECT h -> 'a' AS a FROM t;

-- pair: a column becomes case-insensitive
-- recreates
-- rewrites
-- old
CREATE EXTENSION hstore;
CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL DEFAULT 'x', b varchar(10), c json, d int);
CREATE INDEX t_a ON t (a);
INSERT INTO t VALUES (1, 'X', 'y', NULL, NULL);
-- new
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE TABLE t (id int PRIMARY KEY, a citext NOT NULL DEFAULT 'x', b citext, c hstore, d citext);
CREATE INDEX t_a ON t (a);

-- pair: an extension moves to another schema
-- recreates
-- rewrites
-- old
CREATE SCHEMA ext;
CREATE EXTENSION citext;
CREATE EXTENSION pg_trgm;
CREATE TABLE t (id int PRIMARY KEY, a citext, b text);
CREATE INDEX t_b ON t USING gin (b gin_trgm_ops);
CREATE VIEW v AS SELECT a FROM t;
-- new
CREATE SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE EXTENSION pg_trgm SCHEMA ext;
CREATE TABLE t (id int PRIMARY KEY, a ext.citext, b text);
CREATE INDEX t_b ON t USING gin (b ext.gin_trgm_ops);
CREATE VIEW v AS SELECT a FROM t;

-- pair: an extension is updated
-- undumpable
-- one-way
-- old
CREATE EXTENSION hstore VERSION '1.4';
CREATE TABLE t (id int PRIMARY KEY, h hstore);
-- new
CREATE EXTENSION hstore VERSION '1.5';
CREATE TABLE t (id int PRIMARY KEY, h hstore);

-- pair: an extension of an older version
-- undumpable
-- old
-- new
CREATE EXTENSION hstore VERSION '1.4';

-- pair: an extension goes with what stood on it
-- old
CREATE EXTENSION pg_trgm;
CREATE EXTENSION pgcrypto;
CREATE TABLE t (id int PRIMARY KEY, b text DEFAULT encode(gen_random_bytes(4), 'hex'));
CREATE INDEX t_b ON t USING gin (b gin_trgm_ops);
-- new
CREATE TABLE t (id int PRIMARY KEY, b text);

-- pair: an extension that needs another
-- old
-- new
CREATE EXTENSION cube;
CREATE EXTENSION earthdistance;
CREATE TABLE t (id int PRIMARY KEY, p earth);

-- pair: an extension that cannot move goes elsewhere
-- old
CREATE SCHEMA "E e";
CREATE EXTENSION xml2 SCHEMA "E e";
CREATE VIEW v AS SELECT "E e".xpath_bool('<a/>', '/a') AS there;
-- new
CREATE EXTENSION xml2;
CREATE VIEW v AS SELECT xpath_bool('<a/>', '/a') AS there;

-- pair: an extension that holds nothing is updated, and goes back
-- undumpable
-- recreates
-- old
CREATE EXTENSION pg_trgm VERSION '1.4';
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE INDEX t_a ON t USING gin (a gin_trgm_ops);
CREATE VIEW v AS SELECT similarity(a, 'x') AS s FROM t;
-- new
CREATE EXTENSION pg_trgm VERSION '1.5';
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE INDEX t_a ON t USING gin (a gin_trgm_ops);
CREATE VIEW v AS SELECT similarity(a, 'x') AS s FROM t;
