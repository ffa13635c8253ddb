-- pair: types that the server converts by itself
-- rewrites
-- recreates
-- old
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 1, b varchar(10) DEFAULT 'x', c text DEFAULT 'x', d date DEFAULT '2020-01-01',
    e numeric(10,2) DEFAULT 1.5, f json DEFAULT '{}', g timestamp DEFAULT now(), h int[] DEFAULT '{1}');
CREATE INDEX t_ab ON t (a, b);
INSERT INTO t VALUES (1, 2, 'b', 'c', '2021-02-03', 4.5, '{}', now(), '{4}');
-- new
CREATE TABLE t (id int PRIMARY KEY, a numeric(12,3) DEFAULT 1, b text DEFAULT 'x', c varchar(10) DEFAULT 'x', d timestamptz DEFAULT '2020-01-01',
    e double precision DEFAULT 1.5, f jsonb DEFAULT '{}', g timestamptz DEFAULT now(), h bigint[] DEFAULT '{1}');
CREATE INDEX t_ab ON t (a, b);

-- pair: types that the server converts when told to
-- rewrites
-- one-way
-- old
CREATE TABLE t (id int PRIMARY KEY, a text DEFAULT '1', b text NOT NULL DEFAULT 'true', c int DEFAULT 1, d text, e text[], f text,
    g int, h text DEFAULT 'x');
INSERT INTO t VALUES (1, '2', 'false', 0, '2020-02-03', '{1,2}', '{"a": 1}', NULL, NULL);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 1, b boolean NOT NULL DEFAULT true, c boolean DEFAULT true, d date, e int[], f jsonb,
    g date, h uuid DEFAULT gen_random_uuid());

-- pair: text that becomes something else
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY, a text DEFAULT '1', b text NOT NULL DEFAULT 'true', c int DEFAULT 1, d text, e text[], f text,
    g int);
INSERT INTO t VALUES (1, '2', 'false', 0, '2020-02-03', '{1,2}', '{"a": 1}', NULL);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 1, b boolean NOT NULL DEFAULT true, c boolean DEFAULT true, d date, e int[], f jsonb,
    g date);

-- pair: types that look the same on disk
-- rewrites-back
-- old
CREATE TABLE t (id int PRIMARY KEY, a varchar(10) UNIQUE, b varchar, c text, d numeric(10,2), e cidr, f timestamp(3), g bit varying(4));
CREATE INDEX t_c ON t (c);
CREATE UNIQUE INDEX t_b ON t (b) INCLUDE (c);
INSERT INTO t (id, a) VALUES (1, 'x');
-- new
CREATE TABLE t (id int PRIMARY KEY, a varchar(20) UNIQUE, b text, c varchar, d numeric(12,2), e inet, f timestamp(6), g bit varying(5));
CREATE INDEX t_c ON t (c);
CREATE UNIQUE INDEX t_b ON t (b) INCLUDE (c);

-- pair: a type changes under everything that stands on it
-- rewrites
-- recreates
-- old
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 3 CHECK (a > 0), b int GENERATED ALWAYS AS (a + 1) STORED);
CREATE INDEX t_a ON t (a) WHERE a > 5;
CREATE INDEX t_b ON t (b);
CREATE STATISTICS t_s ON id, a FROM t;
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT a + b AS c FROM v;
CREATE MATERIALIZED VIEW m AS SELECT c FROM w;
CREATE INDEX m_c ON m (c);
COMMENT ON COLUMN w.c IS 'sum';
INSERT INTO t VALUES (1, 7);
-- new
CREATE TABLE t (id int PRIMARY KEY, a bigint DEFAULT 3 CHECK (a > 0), b int GENERATED ALWAYS AS (a + 1) STORED);
CREATE INDEX t_a ON t (a) WHERE a > 5;
CREATE INDEX t_b ON t (b);
CREATE STATISTICS t_s ON id, a FROM t;
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT a + b AS c FROM v;
CREATE MATERIALIZED VIEW m AS SELECT c FROM w;
CREATE INDEX m_c ON m (c);
COMMENT ON COLUMN w.c IS 'sum';

-- pair: keys of both ends become another type
-- rewrites
-- old
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY, a_id int NOT NULL REFERENCES a);
COMMENT ON CONSTRAINT b_a_id_fkey ON b IS 'refers';
INSERT INTO a VALUES (1);
INSERT INTO b VALUES (1, 1);
-- new
CREATE TABLE a (id text PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY, a_id text NOT NULL REFERENCES a);
COMMENT ON CONSTRAINT b_a_id_fkey ON b IS 'refers';

-- pair: a key that refers to its own table becomes another type
-- rewrites
-- old
CREATE TABLE a (id int PRIMARY KEY, parent int REFERENCES a, CHECK (parent <> id));
INSERT INTO a VALUES (1, NULL), (2, 1);
-- new
CREATE TABLE a (id text PRIMARY KEY, parent text REFERENCES a, CHECK (parent <> id));

-- pair: several columns in one go
-- rewrites
-- old
CREATE TABLE a (id int PRIMARY KEY, x int, y int, z int);
CREATE INDEX a_xy ON a (x, y);
-- new
CREATE TABLE a (id bigint PRIMARY KEY, x bigint, y bigint, z bigint);
CREATE INDEX a_xy ON a (x, y);

-- pair: storage, compression, statistics and options
-- old
CREATE TABLE t (id int PRIMARY KEY, a text, b text, c text, d int, e text);
ALTER TABLE t ALTER a SET STORAGE EXTERNAL, ALTER b SET COMPRESSION pglz, ALTER d SET STATISTICS 500,
    ALTER e SET (n_distinct = -0.5, n_distinct_inherited = 7);
-- new
CREATE TABLE t (id int PRIMARY KEY, a text, b text, c text, d int, e text);
ALTER TABLE t ALTER c SET STORAGE MAIN, ALTER a SET COMPRESSION pglz, ALTER a SET STATISTICS 10, ALTER d SET (n_distinct = 4),
    ALTER e SET (n_distinct_inherited = 8);

-- pair: new columns with settings of their own
-- old
CREATE TABLE t (id int PRIMARY KEY);
-- new
CREATE TABLE t (id int PRIMARY KEY, a text, "B b" text);
ALTER TABLE t ALTER a SET STORAGE EXTERNAL, ALTER "B b" SET COMPRESSION pglz, ALTER a SET STATISTICS 500, ALTER a SET (n_distinct = -1);

-- pair: storage stays when the type changes
-- rewrites-back
-- old
CREATE TABLE t (id int PRIMARY KEY, a varchar(10), b varchar(10));
ALTER TABLE t ALTER a SET STORAGE EXTERNAL, ALTER b SET COMPRESSION pglz, ALTER b SET STATISTICS 50;
-- new
CREATE TABLE t (id int PRIMARY KEY, a text, b text);
ALTER TABLE t ALTER a SET STORAGE EXTERNAL, ALTER b SET COMPRESSION pglz, ALTER b SET STATISTICS 50;

-- pair: a generated column becomes a plain one
-- rewrites-back
-- recreates
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED);
CREATE INDEX t_b ON t (b);
CREATE VIEW v AS SELECT b FROM t;
-- new
CREATE TABLE t (id int PRIMARY KEY, a int, b int DEFAULT 7);
CREATE INDEX t_b ON t (b);
CREATE VIEW v AS SELECT b FROM t;

-- pair: another expression
-- since: 17
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED, c int);
CREATE INDEX t_b ON t (b);
CREATE VIEW v AS SELECT b FROM t;
-- new
CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (c * 2) STORED, c int);
CREATE INDEX t_b ON t (b);
CREATE VIEW v AS SELECT b FROM t;

-- pair: another expression on older servers too
-- recreates
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED, c int);
CREATE INDEX t_b ON t (b);
CREATE VIEW v AS SELECT b FROM t;
-- new
CREATE TABLE t (id int PRIMARY KEY, b int GENERATED ALWAYS AS (c * 2) STORED, c int);
CREATE INDEX t_b ON t (b);
CREATE VIEW v AS SELECT b FROM t;

-- pair: virtual columns
-- since: 18
-- rewrites-back
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL, c int GENERATED ALWAYS AS (a) VIRTUAL,
    d int GENERATED ALWAYS AS (a + 4) STORED, e int GENERATED ALWAYS AS (a + 5) VIRTUAL);
CREATE VIEW v AS SELECT b, d FROM t;
-- new
CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 3) VIRTUAL, c int,
    d int GENERATED ALWAYS AS (a + 4) VIRTUAL, f int GENERATED ALWAYS AS (a + 6) VIRTUAL);
CREATE VIEW v AS SELECT b, d FROM t;

-- pair: a virtual column of a checked table
-- since: 18
-- old
CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 0), b int GENERATED ALWAYS AS (a * 2) VIRTUAL NOT NULL);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 0), b int GENERATED ALWAYS AS (a * 3) VIRTUAL NOT NULL);

-- pair: a default becomes a generated column and back
-- rewrites
-- recreates
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL DEFAULT 5);
COMMENT ON COLUMN t.b IS 'computed or not';
-- new
CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (coalesce(a, 5)) STORED NOT NULL);
COMMENT ON COLUMN t.b IS 'computed or not';

-- pair: a generated column becomes an identity
-- rewrites-back
-- recreates
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS IDENTITY);

-- pair: an identity becomes a default
-- old
CREATE TABLE t (id int PRIMARY KEY, b int GENERATED ALWAYS AS IDENTITY);
-- new
CREATE TABLE t (id int PRIMARY KEY, b int DEFAULT 8);

-- pair: not null with names
-- since: 18
-- old
CREATE TABLE t (id int PRIMARY KEY, a int CONSTRAINT here NOT NULL, b int NOT NULL, c int, d int NOT NULL NO INHERIT, e int);
ALTER TABLE t ADD CONSTRAINT soon NOT NULL e NOT VALID;
-- new
CREATE TABLE t (id int PRIMARY KEY, a int CONSTRAINT "There one" NOT NULL, b int CONSTRAINT b_there NOT NULL, c int CONSTRAINT new_one NOT NULL NO INHERIT,
    d int NOT NULL, e int CONSTRAINT soon NOT NULL);

-- pair: not null that is not proved
-- since: 18
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL);
INSERT INTO t VALUES (1, NULL, 1);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int);
ALTER TABLE t ADD NOT NULL a NOT VALID;
ALTER TABLE t ADD CONSTRAINT b_b NOT NULL b NOT VALID;
ALTER TABLE t ADD CONSTRAINT c_c NOT NULL c NOT VALID;

-- pair: a name that is too long for its not null
-- old
CREATE TABLE a_table_with_a_name_that_is_rather_long (a_column_with_a_name_that_is_as_long_as_that int);
-- new
CREATE TABLE a_table_with_a_name_that_is_rather_long (a_column_with_a_name_that_is_as_long_as_that int NOT NULL);

-- pair: a key makes its columns not null
-- old
CREATE TABLE t (a int, b int NOT NULL);
-- new
CREATE TABLE t (a int, b int NOT NULL, PRIMARY KEY (a, b));

-- pair: a parent's column changes for its children
-- rewrites
-- old
CREATE TABLE p (id int, a int DEFAULT 1, v varchar(10));
CREATE TABLE c (x int) INHERITS (p);
CREATE TABLE d () INHERITS (c);
CREATE INDEX c_a ON c (a);
CREATE VIEW vc AS SELECT a FROM c;
CREATE VIEW vd AS SELECT a FROM d;
-- new
CREATE TABLE p (id int, a bigint DEFAULT 1, v text);
CREATE TABLE c (x int) INHERITS (p);
CREATE TABLE d () INHERITS (c);
CREATE INDEX c_a ON c (a);
CREATE VIEW vc AS SELECT a FROM c;
CREATE VIEW vd AS SELECT a FROM d;

-- pair: a type that loses what is behind the point
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY, a numeric(10,4), b timestamptz, c double precision);
INSERT INTO t VALUES (1, 1.2345, now(), 1.5);
-- new
CREATE TABLE t (id int PRIMARY KEY, a numeric(10,2), b date, c int);

-- pair: an identity that becomes something that cannot count
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY, n int GENERATED BY DEFAULT AS IDENTITY);
-- new
CREATE TABLE t (id int PRIMARY KEY, n text NOT NULL);
