-- pair: a first composite type
-- old
-- new
CREATE TYPE address AS (street text, "Post code" varchar(10), lines text[] , "order" numeric(10,2), name text COLLATE "C");
COMMENT ON TYPE address IS 'where';
COMMENT ON COLUMN address."Post code" IS 'may be foreign';
CREATE TYPE pair AS (one address, other address[]);
CREATE TABLE t (id int PRIMARY KEY, a address, p pair);

-- pair: attributes come and go in place
-- old
CREATE TYPE address AS (street text, gone int, city text);
CREATE TABLE t (id int PRIMARY KEY, a address);
INSERT INTO t VALUES (1, ROW('x', 1, 'y'));
-- new
CREATE TYPE address AS (street text, city text, country char(2), "z z" int);
CREATE TABLE t (id int PRIMARY KEY, a address);

-- pair: attributes at the end of a used type
-- one-way
-- old
CREATE TYPE address AS (street text);
COMMENT ON COLUMN address.street IS 'old';
CREATE TABLE t (id int PRIMARY KEY, a address);
CREATE VIEW v AS SELECT (a).street FROM t;
-- new
CREATE TYPE address AS (street text, country char(2));
COMMENT ON COLUMN address.country IS 'ISO';
CREATE TABLE t (id int PRIMARY KEY, a address);
CREATE VIEW v AS SELECT (a).street FROM t;

-- pair: an attribute changes its type and nobody stores it
-- old
CREATE TYPE address AS (street varchar(10), n int);
CREATE VIEW v AS SELECT ROW('a', 1)::address AS x;
-- new
CREATE TYPE address AS (street text, n bigint);
CREATE VIEW v AS SELECT ROW('a', 1)::address AS x;

-- pair: an attribute of a stored type changes its type
-- rewrites
-- old
CREATE TYPE address AS (street text, n text, gone int);
CREATE TABLE t (id int PRIMARY KEY, a address, b address NOT NULL);
CREATE VIEW v AS SELECT (a).street, (b).n FROM t;
INSERT INTO t VALUES (1, ROW('a, b', '7', 1), ROW(NULL, NULL, NULL)), (2, NULL, ROW(NULL, '3', 1));
-- new
CREATE TYPE address AS (n int, street text);
CREATE TABLE t (id int PRIMARY KEY, a address, b address NOT NULL);
CREATE VIEW v AS SELECT (a).street, (b).n FROM t;

-- pair: a composite in a composite changes
-- rewrites
-- old
CREATE TYPE inner_one AS (a int, b int);
CREATE TYPE outer_one AS (i inner_one, c text);
CREATE TABLE t (id int PRIMARY KEY, o outer_one);
INSERT INTO t VALUES (1, ROW(ROW(1, 2), 'x'));
-- new
CREATE TYPE inner_one AS (a text, b int);
CREATE TYPE outer_one AS (i inner_one, c text);
CREATE TABLE t (id int PRIMARY KEY, o outer_one);

-- pair: a range
-- old
-- new
CREATE TYPE float_range AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE TYPE text_span AS RANGE (SUBTYPE = text, COLLATION = "C");
CREATE TABLE t (id int PRIMARY KEY, r float_range DEFAULT float_range(1, 2), s text_span);
CREATE VIEW v AS SELECT float_range(0, 1) AS x;
COMMENT ON TYPE float_range IS 'a range';

-- pair: a multirange with a name of its own
-- old
-- new
CREATE TYPE float_range AS RANGE (SUBTYPE = float8, MULTIRANGE_TYPE_NAME = "Many floats");
CREATE TABLE t (id int PRIMARY KEY, r "Many floats");

-- pair: a range over another type
-- rewrites
-- old
CREATE TYPE span AS RANGE (SUBTYPE = int4);
CREATE TABLE t (id int PRIMARY KEY, r span DEFAULT '[1,2)', m span_multirange);
INSERT INTO t VALUES (1, '[2,5)', '{[1,2),[4,9)}');
-- new
CREATE TYPE span AS RANGE (SUBTYPE = int8);
CREATE TABLE t (id int PRIMARY KEY, r span DEFAULT '[1,2)', m span_multirange);

-- pair: a range that is compared in another way
-- rewrites
-- old
CREATE TYPE span AS RANGE (SUBTYPE = text);
CREATE TABLE t (id int PRIMARY KEY, r span DEFAULT span('a', 'b'));
INSERT INTO t VALUES (1, '[a,b)');
-- new
CREATE TYPE span AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops);
CREATE TABLE t (id int PRIMARY KEY, r span DEFAULT span('a', 'b'));

-- pair: a collation
-- old
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE INDEX t_a ON t (a);
-- new
CREATE COLLATION german (provider = icu, locale = 'de');
COMMENT ON COLLATION german IS 'Ä';
CREATE TABLE t (id int PRIMARY KEY, a text, b text COLLATE german);
CREATE INDEX t_a ON t (a);
CREATE INDEX t_b ON t (b);

-- pair: a collation that is used is another one
-- rewrites
-- recreates
-- old
CREATE COLLATION own (provider = icu, locale = 'de');
CREATE TABLE t (id int PRIMARY KEY, a text COLLATE own, b text);
CREATE INDEX t_a ON t (a);
CREATE INDEX t_b ON t (b COLLATE own);
CREATE VIEW v AS SELECT a FROM t;
-- new
CREATE COLLATION own (provider = icu, locale = 'sv', deterministic = false);
CREATE TABLE t (id int PRIMARY KEY, a text COLLATE own, b text);
CREATE INDEX t_a ON t (a);
CREATE INDEX t_b ON t (b COLLATE own);
CREATE VIEW v AS SELECT a FROM t;

-- pair: a column gets a collation
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY, a text DEFAULT 'x');
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT a FROM t;
-- new
CREATE TABLE t (id int PRIMARY KEY, a text COLLATE "C" DEFAULT 'x');
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT a FROM t;

-- pair: a collation with rules
-- since: 16
-- old
-- new
CREATE COLLATION own (provider = icu, locale = 'und', rules = '& V << w <<< W');
CREATE DOMAIN d AS text COLLATE own;

-- pair: a typed table follows its type
-- rewrites
-- old
CREATE TYPE person_type AS (id int, gone int);
CREATE TABLE person OF person_type;
CREATE TABLE other OF person_type;
-- new
CREATE TYPE person_type AS (id bigint, name text);
CREATE TABLE person OF person_type;
CREATE TABLE other OF person_type;
