-- pair: a primary key where there was none
-- old
CREATE TABLE t (id int, a int);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE);

-- pair: another column is the primary key
-- recreates
-- old
CREATE TABLE t (id int PRIMARY KEY, code text NOT NULL);
-- new
CREATE TABLE t (id int NOT NULL, code text PRIMARY KEY);

-- pair: a wider primary key that others refer to
-- recreates
-- old
CREATE TABLE t (id int, n int NOT NULL, PRIMARY KEY (id));
CREATE TABLE u (id int PRIMARY KEY, t_id int CONSTRAINT u_t REFERENCES t (id), t_n int);
COMMENT ON CONSTRAINT u_t ON u IS 'to t';
-- new
CREATE TABLE t (id int, n int, PRIMARY KEY (id, n), UNIQUE (id));
CREATE TABLE u (id int PRIMARY KEY, t_id int CONSTRAINT u_t REFERENCES t (id), t_n int);
COMMENT ON CONSTRAINT u_t ON u IS 'to t';

-- pair: a foreign key to a key that is another constraint now
-- recreates
-- old
CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL CONSTRAINT one UNIQUE);
CREATE TABLE u (n int REFERENCES t (n));
-- new
CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL CONSTRAINT other UNIQUE);
CREATE TABLE u (n int REFERENCES t (n));

-- pair: a unique index becomes a key
-- recreates
-- old
CREATE TABLE t (id int NOT NULL, a int);
CREATE UNIQUE INDEX t_pkey ON t (id);
CREATE UNIQUE INDEX t_a ON t (a);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int CONSTRAINT t_a UNIQUE);

-- pair: keys with further columns
-- recreates
-- old
CREATE TABLE t (id int, a int, b int, CONSTRAINT k UNIQUE (a));
-- new
CREATE TABLE t (id int, a int, b int, CONSTRAINT k UNIQUE (a) INCLUDE (b), PRIMARY KEY (id) INCLUDE (a, b) WITH (fillfactor = 60));

-- pair: nulls that are not distinct
-- since: 15
-- recreates
-- old
CREATE TABLE t (id int, a int CONSTRAINT k UNIQUE, b int);
CREATE UNIQUE INDEX t_b ON t (b);
-- new
CREATE TABLE t (id int, a int CONSTRAINT k UNIQUE NULLS NOT DISTINCT, b int);
CREATE UNIQUE INDEX t_b ON t (b) NULLS NOT DISTINCT;

-- pair: deferrable keys
-- recreates
-- old
CREATE TABLE t (id int PRIMARY KEY, a int CONSTRAINT k UNIQUE);
-- new
CREATE TABLE t (id int PRIMARY KEY DEFERRABLE, a int CONSTRAINT k UNIQUE DEFERRABLE INITIALLY DEFERRED);

-- pair: parameters of a key change in place
-- old
CREATE TABLE t (id int PRIMARY KEY WITH (fillfactor = 70), a int UNIQUE);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE WITH (fillfactor = 90));

-- pair: keys go
-- old
CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE);
CREATE TABLE u (t_id int REFERENCES t);
-- new
CREATE TABLE t (id int NOT NULL, a int);
CREATE TABLE u (t_id int);

-- pair: a view grouped by a primary key that changes
-- recreates
-- old
CREATE TABLE t (id int CONSTRAINT k PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id, a, count(*) AS n FROM t GROUP BY id;
-- new
CREATE TABLE t (id int CONSTRAINT l PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id, a, count(*) AS n FROM t GROUP BY id;

-- pair: a constraint takes the name of an index
-- recreates
-- old
CREATE TABLE t (id int, a int);
CREATE INDEX k ON t (a);
-- new
CREATE TABLE t (id int CONSTRAINT k UNIQUE, a int);

-- pair: temporal keys
-- since: 18
-- old
CREATE EXTENSION btree_gist;
CREATE TABLE t (id int, valid tstzrange);
CREATE TABLE u (t_id int, valid tstzrange);
-- new
CREATE EXTENSION btree_gist;
CREATE TABLE t (id int, valid tstzrange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));
CREATE TABLE u (t_id int, valid tstzrange, FOREIGN KEY (t_id, PERIOD valid) REFERENCES t (id, PERIOD valid));

-- pair: a key on a column that gets another type and a reference to it
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY);
CREATE TABLE u (t_id int REFERENCES t);
-- new
CREATE TABLE t (id bigint PRIMARY KEY);
CREATE TABLE u (t_id bigint REFERENCES t);

-- pair: a key over a new column
-- recreates
-- old
CREATE TABLE t (id int PRIMARY KEY);
-- new
CREATE TABLE t (id int, tenant int NOT NULL DEFAULT 0, PRIMARY KEY (tenant, id));
