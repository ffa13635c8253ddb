-- pair: children of one and of several tables
-- old
-- new
CREATE TABLE a (id int NOT NULL, note text DEFAULT 'a', CONSTRAINT a_check CHECK (id > 0));
CREATE TABLE b (id int, tag text, CHECK (tag <> '') NO INHERIT);
CREATE TABLE child (own int, tag text DEFAULT 'child') INHERITS (a);
CREATE TABLE both_of () INHERITS (a, b);
CREATE TABLE "Grand child" (x int) INHERITS (child);

-- pair: a table becomes a child
-- both
CREATE TABLE a (id int NOT NULL, note text, CONSTRAINT positive CHECK (id > 0));
-- old
CREATE TABLE child (id int NOT NULL, note text, x int);
-- new
CREATE TABLE child (x int) INHERITS (a);

-- pair: another parent
-- both
CREATE TABLE a (id int);
CREATE TABLE b (id int);
-- old
CREATE TABLE child (x int) INHERITS (a);
-- new
CREATE TABLE child (x int) INHERITS (b);

-- pair: one parent more
-- both
CREATE TABLE a (id int);
CREATE TABLE b (name text);
-- old
CREATE TABLE child () INHERITS (a);
-- new
CREATE TABLE child () INHERITS (a, b);

-- pair: columns of a parent come, go and change
-- rewrites
-- old
CREATE TABLE a (id int, gone text, kept text, n int, d int DEFAULT 1);
CREATE TABLE child (x int) INHERITS (a);
CREATE TABLE grandchild () INHERITS (child);
-- new
CREATE TABLE a (id int, n bigint, d int DEFAULT 2, fresh text DEFAULT 'f');
CREATE TABLE child (x int, kept text) INHERITS (a);
CREATE TABLE grandchild () INHERITS (child);

-- pair: a column of a child moves up
-- old
CREATE TABLE a (id int);
CREATE TABLE child (tag text) INHERITS (a);
-- new
CREATE TABLE a (id int, tag text);
CREATE TABLE child () INHERITS (a);

-- pair: a check that all children have and one that they have not
-- old
CREATE TABLE a (id int);
CREATE TABLE child () INHERITS (a);
-- new
CREATE TABLE a (id int CONSTRAINT up CHECK (id > 0), CONSTRAINT mine CHECK (id < 100) NO INHERIT);
CREATE TABLE child () INHERITS (a);

-- pair: a check of a child moves up
-- one-way
-- old
CREATE TABLE a (id int);
CREATE TABLE child (CONSTRAINT up CHECK (id > 0)) INHERITS (a);
-- new
CREATE TABLE a (id int, CONSTRAINT up CHECK (id > 0));
CREATE TABLE child () INHERITS (a);

-- pair: the parent goes and the child stays
-- old
CREATE TABLE a (id int, CONSTRAINT up CHECK (id > 0));
CREATE TABLE child (x int) INHERITS (a);
-- new
CREATE TABLE child (id int, x int);

-- pair: a child goes
-- both
CREATE TABLE a (id int PRIMARY KEY);
-- old
CREATE TABLE child (x int) INHERITS (a);
-- new

-- pair: defaults of children that deviate
-- old
CREATE TABLE a (id int, d int DEFAULT 1, e int);
CREATE TABLE child (d int DEFAULT 5) INHERITS (a);
CREATE TABLE other () INHERITS (a);
-- new
CREATE TABLE a (id int, d int DEFAULT 2, e int DEFAULT 3);
CREATE TABLE child (d int DEFAULT 5) INHERITS (a);
CREATE TABLE other (d int DEFAULT 6) INHERITS (a);
