-- pair: checks come, go and change
-- old
CREATE TABLE t (a int CONSTRAINT a_check CHECK (a > 0), b int CONSTRAINT "b ""odd""" CHECK (b > 0));
-- new
CREATE TABLE t (a int CONSTRAINT a_check CHECK (a > 1), b int, CONSTRAINT "both" CHECK (a < b));
COMMENT ON CONSTRAINT "both" ON t IS 'in order';

-- pair: constraints that are not proved
-- both
CREATE TABLE r (id int PRIMARY KEY);
-- old
CREATE TABLE t (a int, r_id int, s_id int);
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (r_id) REFERENCES r NOT VALID;
-- new
CREATE TABLE t (a int, r_id int, s_id int);
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (r_id) REFERENCES r;
ALTER TABLE t ADD CONSTRAINT g FOREIGN KEY (s_id) REFERENCES r NOT VALID;

-- pair: foreign keys that are checked later
-- both
CREATE TABLE r (id int PRIMARY KEY);
-- old
CREATE TABLE t (a int CONSTRAINT f REFERENCES r, b int CONSTRAINT g REFERENCES r DEFERRABLE INITIALLY DEFERRED, c int CONSTRAINT h REFERENCES r DEFERRABLE);
-- new
CREATE TABLE t (a int CONSTRAINT f REFERENCES r DEFERRABLE, b int CONSTRAINT g REFERENCES r, c int CONSTRAINT h REFERENCES r DEFERRABLE INITIALLY DEFERRED);

-- pair: what a foreign key does
-- both
CREATE TABLE r (id int PRIMARY KEY, x int, y int, UNIQUE (x, y));
-- old
CREATE TABLE t (a int CONSTRAINT f REFERENCES r, x int, y int, CONSTRAINT g FOREIGN KEY (x, y) REFERENCES r (x, y));
-- new
CREATE TABLE t (a int CONSTRAINT f REFERENCES r ON UPDATE CASCADE ON DELETE SET DEFAULT, x int, y int,
    CONSTRAINT g FOREIGN KEY (x, y) REFERENCES r (x, y) MATCH FULL ON DELETE RESTRICT);

-- pair: some columns are set to null
-- since: 15
-- both
CREATE TABLE r (x int, y int, PRIMARY KEY (x, y));
-- old
CREATE TABLE t (x int, y int, CONSTRAINT g FOREIGN KEY (x, y) REFERENCES r ON DELETE SET NULL);
-- new
CREATE TABLE t (x int, y int, CONSTRAINT g FOREIGN KEY (x, y) REFERENCES r ON DELETE SET NULL (y));

-- pair: references to itself and in a circle
-- old
CREATE TABLE a (id int PRIMARY KEY, a_id int REFERENCES a, b_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);
ALTER TABLE a ADD CONSTRAINT circle FOREIGN KEY (b_id) REFERENCES b;
-- new

-- pair: exclusion
-- recreates
-- old
CREATE TABLE t (r int4range, c int, CONSTRAINT x EXCLUDE USING gist (r WITH &&));
-- new
CREATE TABLE t (r int4range, c int, CONSTRAINT x EXCLUDE USING gist (r WITH &&) WITH (fillfactor = 70) WHERE (c > 0) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT y EXCLUDE (c WITH =) INCLUDE (r));

-- pair: a check for the table alone
-- old
CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0));
-- new
CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0) NO INHERIT);

-- pair: constraints that are not enforced
-- since: 18
-- both
CREATE TABLE r (id int PRIMARY KEY);
-- old
CREATE TABLE t (a int, b int, c int, CONSTRAINT f FOREIGN KEY (a) REFERENCES r, CONSTRAINT g FOREIGN KEY (b) REFERENCES r NOT ENFORCED, CONSTRAINT k CHECK (c > 0) NOT ENFORCED);
-- new
CREATE TABLE t (a int, b int, c int, CONSTRAINT f FOREIGN KEY (a) REFERENCES r NOT ENFORCED, CONSTRAINT g FOREIGN KEY (b) REFERENCES r, CONSTRAINT k CHECK (c > 0));

-- pair: a function that a check uses changes its arguments
-- rewrites
-- old
CREATE TABLE t (a int, b text, CONSTRAINT c CHECK (length(b) > a));
-- new
CREATE TABLE t (a int, b varchar(10), CONSTRAINT c CHECK (length(b) > a));

-- pair: a check on a column that gets another type
-- rewrites
-- old
CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0), b int DEFAULT 1, CONSTRAINT d CHECK (a + b < 100));
-- new
CREATE TABLE t (a bigint CONSTRAINT c CHECK (a > 0), b int DEFAULT 1, CONSTRAINT d CHECK (a + b < 100));

-- pair: a foreign key that points elsewhere
-- both
CREATE TABLE r (id int PRIMARY KEY);
CREATE SCHEMA s;
CREATE TABLE s.r (id int PRIMARY KEY);
-- old
CREATE TABLE t (a int CONSTRAINT f REFERENCES r);
-- new
CREATE TABLE t (a int CONSTRAINT f REFERENCES s.r);

-- pair: a referenced table and its reference go
-- old
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE t (id int, r_id int REFERENCES r, CONSTRAINT c CHECK (r_id > id));
-- new
CREATE TABLE t (id int);
