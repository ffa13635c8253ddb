-- pair: a publication of some tables
-- both
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE TABLE "Odd t" (id int PRIMARY KEY, a text);
-- old
-- new
CREATE PUBLICATION "The pub" FOR TABLE t, "Odd t" WITH (publish = 'insert, update');
COMMENT ON PUBLICATION "The pub" IS 'what others see';

-- pair: a publication of all tables
-- both
CREATE TABLE t (id int PRIMARY KEY, a text);
-- old
CREATE PUBLICATION p FOR TABLE t;
COMMENT ON PUBLICATION p IS 'stays';
-- new
CREATE PUBLICATION p FOR ALL TABLES WITH (publish_via_partition_root = true);
COMMENT ON PUBLICATION p IS 'stays';

-- pair: what a publication publishes
-- both
CREATE TABLE t (id int PRIMARY KEY, a text);
-- old
CREATE PUBLICATION p FOR TABLE t WITH (publish = 'insert');
CREATE PUBLICATION q WITH (publish = '');
-- new
CREATE PUBLICATION p FOR TABLE t WITH (publish_via_partition_root = true);
CREATE PUBLICATION q WITH (publish = 'truncate, delete');

-- pair: tables that join and leave a publication
-- both
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
-- old
CREATE TABLE gone (id int PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE a, gone;
-- new
CREATE TABLE fresh (id int PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE b, fresh;

-- pair: columns and rows of a published table
-- since: 15
-- both
CREATE TABLE t (id int PRIMARY KEY, a text, "B c" int, d int);
CREATE TABLE u (id int PRIMARY KEY, a varchar(10));
-- old
CREATE PUBLICATION p FOR TABLE t (id, a), u WHERE (id > 5);
-- new
CREATE PUBLICATION p FOR TABLE t (id, "B c") WHERE (id IN (1, 2)), u (a, id);

-- pair: a column that a publication uses
-- since: 15
-- rewrites
-- old
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE PUBLICATION p FOR TABLE t (id, a) WHERE (id > 5);
CREATE PUBLICATION q FOR TABLE t (id, b);
-- new
CREATE TABLE t (id bigint PRIMARY KEY, a int);
CREATE PUBLICATION p FOR TABLE t (id, a) WHERE (id > 5);
CREATE PUBLICATION q FOR TABLE t (id);

-- pair: schemas of a publication
-- since: 15
-- both
CREATE SCHEMA a;
CREATE SCHEMA "B b";
CREATE TABLE t (id int PRIMARY KEY);
-- old
CREATE PUBLICATION p FOR TABLES IN SCHEMA a;
-- new
CREATE SCHEMA fresh;
CREATE PUBLICATION p FOR TABLES IN SCHEMA "B b", fresh;
CREATE PUBLICATION q FOR TABLE t, TABLES IN SCHEMA a;

-- pair: generated columns of a publication
-- since: 18
-- both
CREATE TABLE t (id int PRIMARY KEY, a int GENERATED ALWAYS AS (id * 2) STORED);
-- old
CREATE PUBLICATION p FOR TABLE t;
CREATE PUBLICATION q FOR TABLE t WITH (publish_generated_columns = stored);
-- new
CREATE PUBLICATION p FOR TABLE t WITH (publish_generated_columns = stored);
CREATE PUBLICATION q FOR TABLE t;

-- pair: a publication of another owner
-- both
DO $$ BEGIN CREATE ROLE pair_owner SUPERUSER; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE TABLE t (id int PRIMARY KEY, a int);
-- old
CREATE PUBLICATION p FOR TABLE t;
-- new
CREATE PUBLICATION p FOR TABLE t;
ALTER PUBLICATION p OWNER TO pair_owner;
CREATE PUBLICATION q FOR ALL TABLES;
ALTER PUBLICATION q OWNER TO pair_owner;

-- pair: a partitioned table is published
-- old
CREATE TABLE t (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10);
CREATE PUBLICATION p FOR TABLE t1;
-- new
CREATE TABLE t (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10);
CREATE PUBLICATION p FOR TABLE t WITH (publish_via_partition_root);
