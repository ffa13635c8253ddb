-- pair: a first domain
-- old
-- new
CREATE DOMAIN email AS varchar(200) COLLATE "C" DEFAULT 'nobody@example.org' NOT NULL
    CONSTRAINT has_at CHECK (VALUE ~ '@') CHECK (length(VALUE) > 3);
COMMENT ON DOMAIN email IS 'mail';
COMMENT ON CONSTRAINT has_at ON DOMAIN email IS 'one at least';
CREATE TABLE t (id int PRIMARY KEY, e email, es email[]);

-- pair: defaults, null and checks in place
-- old
CREATE DOMAIN a AS int DEFAULT 1 NOT NULL CHECK (VALUE > 0);
CREATE DOMAIN b AS text;
CREATE DOMAIN c AS int DEFAULT 1 CONSTRAINT "c c" CHECK (VALUE > 0);
CREATE TABLE t (id int PRIMARY KEY, a a, b b, c c);
CREATE VIEW v AS SELECT a, b, c FROM t;
INSERT INTO t VALUES (1, 2, 'x', 7);
-- new
CREATE DOMAIN a AS int;
CREATE DOMAIN b AS text DEFAULT 'x' NOT NULL CONSTRAINT short CHECK (length(VALUE) < 10);
CREATE DOMAIN c AS int DEFAULT 2 CONSTRAINT "c c" CHECK (VALUE > 5);
CREATE TABLE t (id int PRIMARY KEY, a a, b b, c c);
CREATE VIEW v AS SELECT a, b, c FROM t;

-- pair: a check that is proved later
-- old
CREATE DOMAIN a AS int;
ALTER DOMAIN a ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
CREATE TABLE t (id int PRIMARY KEY, a a);
-- new
CREATE DOMAIN a AS int CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE t (id int PRIMARY KEY, a a);

-- pair: another base type
-- rewrites
-- old
CREATE DOMAIN amount AS int DEFAULT 1 CHECK (VALUE > 0);
CREATE TABLE t (id int PRIMARY KEY, a amount, b amount NOT NULL DEFAULT 5);
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT a, b FROM t;
COMMENT ON COLUMN v.a IS 'an amount';
INSERT INTO t VALUES (1, 2, 7);
-- new
CREATE DOMAIN amount AS numeric(10, 2) DEFAULT 1.5 CHECK (VALUE > 0);
CREATE TABLE t (id int PRIMARY KEY, a amount, b amount NOT NULL DEFAULT 5);
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT a, b FROM t;
COMMENT ON COLUMN v.a IS 'an amount';

-- pair: a domain under a domain changes
-- rewrites
-- old
CREATE DOMAIN base AS text;
CREATE DOMAIN "On top" AS base CHECK (VALUE <> '');
CREATE TABLE t (id int PRIMARY KEY, a "On top", b base[]);
INSERT INTO t VALUES (1, '12', '{13,14}');
-- new
CREATE DOMAIN base AS int;
CREATE DOMAIN "On top" AS base CHECK (VALUE > 0);
CREATE TABLE t (id int PRIMARY KEY, a "On top", b base[]);

-- pair: a column gets a domain over its type
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL DEFAULT 'x', b int DEFAULT 1);
CREATE INDEX t_a ON t (a);
INSERT INTO t VALUES (1, 'b', 3);
-- new
CREATE DOMAIN d AS text CHECK (VALUE <> '');
CREATE DOMAIN e AS int;
CREATE TABLE t (id int PRIMARY KEY, a d NOT NULL DEFAULT 'x', b e DEFAULT 1);
CREATE INDEX t_a ON t (a);

-- pair: a domain with a varchar that gets longer
-- rewrites
-- old
CREATE DOMAIN d AS varchar(10);
CREATE TABLE t (id int PRIMARY KEY, a d);
INSERT INTO t VALUES (1, 'b');
-- new
CREATE DOMAIN d AS varchar(20);
CREATE TABLE t (id int PRIMARY KEY, a d);

-- pair: a domain goes and its column stays
-- rewrites-back
-- old
CREATE DOMAIN d AS text CHECK (VALUE <> '');
CREATE TABLE t (id int PRIMARY KEY, a d);
INSERT INTO t VALUES (1, 'b');
-- new
CREATE TABLE t (id int PRIMARY KEY, a text);

-- pair: a domain gets another collation
-- rewrites
-- old
CREATE DOMAIN d AS text;
CREATE TABLE t (id int PRIMARY KEY, a d);
CREATE INDEX t_a ON t (a);
-- new
CREATE DOMAIN d AS text COLLATE "C";
CREATE TABLE t (id int PRIMARY KEY, a d);
CREATE INDEX t_a ON t (a);

-- pair: the not-null of a domain has a name
-- since: 17
-- old
CREATE DOMAIN d AS text CONSTRAINT here NOT NULL;
CREATE DOMAIN e AS text;
-- new
CREATE DOMAIN d AS text NOT NULL;
CREATE DOMAIN e AS text CONSTRAINT must NOT NULL;
