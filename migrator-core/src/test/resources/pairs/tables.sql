-- pair: a first table
-- old
-- new
CREATE TABLE customer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email varchar(200) NOT NULL UNIQUE,
    state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'active', 'closed')),
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE customer IS 'Who buys; it''s "them"';
COMMENT ON COLUMN customer.email IS 'lower case';
CREATE INDEX customer_state ON customer (state);

-- pair: a nullable column
-- old
CREATE TABLE t (id int PRIMARY KEY);
-- new
CREATE TABLE t (id int PRIMARY KEY, note text);

-- pair: a required column with a default
-- old
CREATE TABLE t (id int PRIMARY KEY);
-- new
CREATE TABLE t (id int PRIMARY KEY, note text NOT NULL DEFAULT 'none');

-- pair: a default that changes and one that goes
-- old
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 1, b int DEFAULT 2);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 3, b int);

-- pair: not null where there was none
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, "B c" int);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, "B c" int NOT NULL);

-- pair: a longer varchar needs no rewrite
-- rewrites-back
-- old
CREATE TABLE t (id int PRIMARY KEY, a varchar(10));
CREATE INDEX t_a ON t (a);
-- new
CREATE TABLE t (id int PRIMARY KEY, a varchar(20));
CREATE INDEX t_a ON t (a);

-- pair: a wider integer
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 5);
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE VIEW w AS SELECT a FROM v;
COMMENT ON VIEW v IS 'the view';
-- new
CREATE TABLE t (id int PRIMARY KEY, a bigint DEFAULT 5);
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE VIEW w AS SELECT a FROM v;
COMMENT ON VIEW v IS 'the view';

-- pair: tables that refer to each other
-- old
-- new
CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a ON DELETE CASCADE);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b (id) DEFERRABLE INITIALLY DEFERRED;

-- pair: a foreign key on a busy table
-- both
CREATE TABLE a (id int PRIMARY KEY);
-- old
CREATE TABLE b (id int PRIMARY KEY, a_id int);
-- new
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);
CREATE INDEX b_a ON b (a_id);

-- pair: serial columns
-- old
-- new
CREATE TABLE t (id serial PRIMARY KEY, big bigserial);

-- pair: a view that gets a column more
-- both
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
-- old
CREATE VIEW v AS SELECT id, a FROM t;
-- new
CREATE VIEW v AS SELECT id, a, b FROM t;

-- pair: a column that a view and an index used
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX t_ab ON t (a, b);
CREATE VIEW v AS SELECT id, a FROM t;
-- new
CREATE TABLE t (id int PRIMARY KEY, b int);
CREATE VIEW v AS SELECT id FROM t;

-- pair: generated columns
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY, a int);
-- new
CREATE TABLE t (id int PRIMARY KEY, a int, twice int GENERATED ALWAYS AS (a * 2) STORED);
CREATE INDEX t_twice ON t (twice);

-- pair: a schema of its own with odd names
-- old
-- new
CREATE SCHEMA "Odd one";
CREATE TABLE "Odd one"."select" ("from" int PRIMARY KEY, "a ""b""" text);
CREATE UNIQUE INDEX "i USING i" ON "Odd one"."select" (lower("a ""b"""));
