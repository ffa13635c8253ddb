-- pair: a first partitioned table of each strategy
-- old
-- new
CREATE TABLE event (id bigint NOT NULL, day date NOT NULL, kind text DEFAULT 'x' CHECK (kind <> ''), PRIMARY KEY (id, day))
    PARTITION BY RANGE (day);
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE event_rest PARTITION OF event DEFAULT;
CREATE TABLE region (code text, name text) PARTITION BY LIST (code);
CREATE TABLE region_eu PARTITION OF region FOR VALUES IN ('de', 'fr');
CREATE TABLE region_null PARTITION OF region FOR VALUES IN (NULL);
CREATE TABLE shard (id int) PARTITION BY HASH (id);
CREATE TABLE shard_0 PARTITION OF shard FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shard_1 PARTITION OF shard FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX event_kind ON event (kind);

-- pair: partitions of partitions in several schemas
-- old
-- new
CREATE SCHEMA "Old data";
CREATE TABLE log (at date, region text, note text) PARTITION BY RANGE (at);
CREATE TABLE "Old data"."log 2023" PARTITION OF log FOR VALUES FROM (MINVALUE) TO ('2024-01-01') PARTITION BY LIST (region);
CREATE TABLE "Old data"."log.2023.eu" PARTITION OF "Old data"."log 2023" FOR VALUES IN ('eu');
CREATE TABLE log_2024 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO (MAXVALUE);
CREATE INDEX log_region ON log (region);

-- pair: one partition more and one less
-- both
CREATE TABLE m (id int, v text) PARTITION BY RANGE (id);
CREATE INDEX m_v ON m (v);
-- old
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
-- new
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (5) TO (20);

-- pair: a partition with settings of its own
-- both
CREATE TABLE m (id int, v text DEFAULT 'parent', w text, n int DEFAULT 1) PARTITION BY RANGE (id);
-- old
-- new
CREATE TABLE m_1 PARTITION OF m (v DEFAULT 'own', w NOT NULL, n DEFAULT NULL, CONSTRAINT own CHECK (id <> 3)) FOR VALUES FROM (1) TO (10)
    WITH (fillfactor = 70);
ALTER TABLE m_1 ALTER COLUMN w SET STATISTICS 50;
CREATE INDEX m_1_w ON m_1 (w);
ALTER TABLE m_1 ADD PRIMARY KEY (id);

-- pair: a partition whose settings change
-- both
CREATE TABLE m (id int, v text DEFAULT 'parent', w text) PARTITION BY RANGE (id);
-- old
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
-- new
CREATE TABLE m_1 PARTITION OF m (v DEFAULT 'own', w NOT NULL) FOR VALUES FROM (1) TO (10);

-- pair: a partition that has no default where its table has one
-- both
CREATE TABLE m (id int, v text DEFAULT 'parent') PARTITION BY RANGE (id);
-- old
-- new
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
ALTER TABLE m_1 ALTER COLUMN v DROP DEFAULT;

-- pair: columns of a partitioned table come, go and change
-- rewrites
-- old
CREATE TABLE m (id int, gone text, kind varchar(10), n int, d int DEFAULT 1, r text) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10) PARTITION BY LIST (kind);
CREATE TABLE m_1_a PARTITION OF m_1 FOR VALUES IN ('a');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);
-- new
CREATE TABLE m (id int, kind varchar(10), n bigint, d int DEFAULT 2, r text NOT NULL, fresh text NOT NULL DEFAULT 'f') PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10) PARTITION BY LIST (kind);
CREATE TABLE m_1_a PARTITION OF m_1 FOR VALUES IN ('a');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);

-- pair: a default that changes above one that deviates
-- old
CREATE TABLE m (id int, a int DEFAULT 1, b int DEFAULT 1, c int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m (a DEFAULT 5) FOR VALUES FROM (1) TO (10);
CREATE TABLE m_2 PARTITION OF m (b DEFAULT 7, c DEFAULT 8) FOR VALUES FROM (10) TO (20);
-- new
CREATE TABLE m (id int, a int DEFAULT 2, b int, c int DEFAULT 3) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m (a DEFAULT 5) FOR VALUES FROM (1) TO (10);
CREATE TABLE m_2 PARTITION OF m (b DEFAULT 9, c DEFAULT 8) FOR VALUES FROM (10) TO (20);

-- pair: checks, keys and foreign keys of a partitioned table
-- both
CREATE TABLE r (id int PRIMARY KEY);
-- old
CREATE TABLE m (id int NOT NULL, a int, r_id int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
-- new
CREATE TABLE m (id int PRIMARY KEY, a int CONSTRAINT positive CHECK (a > 0), r_id int REFERENCES r, UNIQUE (id, a)) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);

-- pair: a foreign key to a partitioned table
-- both
CREATE TABLE m (id int PRIMARY KEY, self int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
-- old
CREATE TABLE f (id int PRIMARY KEY, m_id int);
-- new
CREATE TABLE f (id int PRIMARY KEY, m_id int REFERENCES m ON DELETE CASCADE);
ALTER TABLE m ADD FOREIGN KEY (self) REFERENCES m;

-- pair: other bounds
-- both
CREATE TABLE m (id int PRIMARY KEY, v text) PARTITION BY RANGE (id);
CREATE INDEX m_v ON m (v);
-- old
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);
-- new
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (15);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (15) TO (20);

-- pair: other bounds and other columns
-- recreates
-- old
CREATE TABLE m (id int PRIMARY KEY, v text, x int) PARTITION BY RANGE (id);
CREATE INDEX m_v ON m (v);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);
-- new
CREATE TABLE m (id int PRIMARY KEY, v text DEFAULT 'v', y int) PARTITION BY RANGE (id);
CREATE INDEX m_v ON m (v, y);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (15);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (15) TO (20);
CREATE TABLE m_3 PARTITION OF m FOR VALUES FROM (20) TO (30);

-- pair: a table becomes a partition
-- recreates
-- both
CREATE TABLE m (id int PRIMARY KEY, v text CONSTRAINT v_set CHECK (v <> ''), n int NOT NULL DEFAULT 3) PARTITION BY RANGE (id);
CREATE INDEX m_v ON m (v);
-- old
CREATE TABLE m_1 (id int PRIMARY KEY, v text, n int);
-- new
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);

-- pair: a table that is like a partition becomes one and keeps its indexes
-- both
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE m (id int PRIMARY KEY, v text, r_id int REFERENCES r) PARTITION BY RANGE (id);
CREATE INDEX m_v ON m (v);
-- old
CREATE TABLE m_1 (id int PRIMARY KEY, v text, r_id int REFERENCES r);
CREATE INDEX m_1_v_idx ON m_1 (v);
-- new
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);

-- pair: a partition goes to another table
-- recreates
-- both
CREATE TABLE m (id int, v text) PARTITION BY RANGE (id);
CREATE TABLE n (id int, v text, extra text) PARTITION BY RANGE (id);
CREATE INDEX m_v ON m (v);
-- old
CREATE TABLE p PARTITION OF m FOR VALUES FROM (1) TO (10);
-- new
CREATE TABLE p (id int, v text, extra text);
ALTER TABLE n ATTACH PARTITION p FOR VALUES FROM (5) TO (10);

-- pair: the partitioned table goes and a partition stays
-- recreates
-- old
CREATE TABLE m (id int, v text) PARTITION BY RANGE (id);
CREATE TABLE p PARTITION OF m FOR VALUES FROM (1) TO (10);
CREATE TABLE q PARTITION OF m FOR VALUES FROM (10) TO (20);
-- new
CREATE TABLE p (id int, v text);

-- pair: an index on a partitioned table with partitions of partitions
-- old
CREATE TABLE m (id int, a text, b text) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10) PARTITION BY LIST (a);
CREATE TABLE m_1_a PARTITION OF m_1 FOR VALUES IN ('a');
CREATE TABLE m_1_b PARTITION OF m_1 FOR VALUES IN ('b');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);
-- new
CREATE TABLE m (id int, a text, b text) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10) PARTITION BY LIST (a);
CREATE TABLE m_1_a PARTITION OF m_1 FOR VALUES IN ('a');
CREATE TABLE m_1_b PARTITION OF m_1 FOR VALUES IN ('b');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);
CREATE TABLE m_3 PARTITION OF m FOR VALUES FROM (20) TO (30);
CREATE INDEX m_lower ON m (lower(a), b DESC) INCLUDE (id) WITH (fillfactor = 80) WHERE b <> '';
COMMENT ON INDEX m_lower IS 'in parts';

-- pair: indexes of partitions become parts of one
-- one-way
-- both
CREATE TABLE m (id int, a text) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);
-- old
CREATE INDEX m_1_a ON m_1 (a);
-- new
CREATE INDEX m_a ON m (a);

-- pair: an index that lacks its parts
-- one-way
-- both
CREATE TABLE m (id int, a text) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);
-- old
CREATE INDEX m_a ON ONLY m (a);
CREATE INDEX m_1_odd ON m_1 (a);
ALTER INDEX m_a ATTACH PARTITION m_1_odd;
-- new
CREATE INDEX m_a ON m (a);

-- pair: parts with names of their own
-- both
CREATE TABLE m (id int, a text) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
-- old
CREATE INDEX m_a ON ONLY m (a);
CREATE INDEX "Odd ""part""" ON m_1 (a);
ALTER INDEX m_a ATTACH PARTITION "Odd ""part""";
-- new
CREATE INDEX m_a ON m (a);
COMMENT ON TABLE m IS 'only the comment is new';

-- pair: an index of a partitioned table is another one
-- recreates
-- both
CREATE TABLE m (id int, a text, b text) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
-- old
CREATE INDEX m_a ON m (a);
-- new
CREATE INDEX m_a ON m (a, b);

-- pair: a view, a policy and a trigger over a column of a partitioned table
-- rewrites
-- old
CREATE TABLE m (id int, a int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
CREATE VIEW v AS SELECT id, a FROM m_1;
CREATE INDEX m_1_own ON m_1 (a, id);
-- new
CREATE TABLE m (id int, a bigint) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
CREATE VIEW v AS SELECT id, a FROM m_1;
CREATE INDEX m_1_own ON m_1 (a, id);

-- pair: a generated column of a partitioned table
-- rewrites
-- recreates
-- old
CREATE TABLE m (id int, a int, g int GENERATED ALWAYS AS (a + 1) STORED) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
CREATE INDEX m_1_g ON m_1 (g);
-- new
CREATE TABLE m (id int, a int, g int GENERATED ALWAYS AS (a + 2) STORED) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
CREATE INDEX m_1_g ON m_1 (g);

-- pair: identity of a partitioned table
-- since: 17
-- old
-- new
CREATE TABLE m (id int GENERATED ALWAYS AS IDENTITY, a int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);

-- pair: serial of a partitioned table
-- old
-- new
CREATE TABLE m (id serial, a int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);

-- pair: a key over an expression and a function
-- both
CREATE FUNCTION bucket(t text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT length(t)';
-- old
-- new
CREATE TABLE m (id int, a text) PARTITION BY RANGE (bucket(a), lower(a) COLLATE "C");
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1, 'a') TO (10, MAXVALUE);

-- pair: a column that a check of a partition uses goes from its table
-- old
CREATE TABLE m (id int, a int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m (CONSTRAINT c CHECK (a > 0)) FOR VALUES FROM (1) TO (10);
CREATE INDEX m_1_a ON m_1 (a);
CREATE VIEW v AS SELECT a FROM m_1;
-- new
CREATE TABLE m (id int) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);

-- pair: a table becomes partitioned and keeps its rows
-- recreates
-- both
CREATE TABLE customer (id int PRIMARY KEY);
CREATE TABLE note (id int PRIMARY KEY, taken_id bigint);
CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
CREATE PUBLICATION p;
-- old
CREATE TABLE taken (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n serial, at date NOT NULL DEFAULT '2026-01-01',
    customer_id int REFERENCES customer, twice int GENERATED ALWAYS AS (id * 2) STORED, gone text, CHECK (n > 0));
CREATE INDEX taken_at ON taken (at);
ALTER TABLE note ADD FOREIGN KEY (taken_id) REFERENCES taken;
CREATE VIEW recent AS SELECT id, at FROM taken WHERE at > '2026-01-01';
CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM taken;
CREATE TRIGGER stop BEFORE INSERT ON taken FOR EACH ROW EXECUTE FUNCTION stop();
CREATE POLICY own ON taken USING (true);
ALTER TABLE taken ENABLE ROW LEVEL SECURITY;
ALTER TABLE taken FORCE ROW LEVEL SECURITY;
CREATE STATISTICS s ON n, at FROM taken;
ALTER PUBLICATION p ADD TABLE taken;
CREATE FUNCTION all_taken() RETURNS SETOF taken LANGUAGE sql AS 'SELECT * FROM taken';
-- rows
INSERT INTO customer VALUES (1);
ALTER TABLE taken DISABLE TRIGGER stop;
INSERT INTO taken (at, customer_id) VALUES ('2026-02-03', 1), ('2025-12-31', NULL);
INSERT INTO note VALUES (1, 1);
ALTER TABLE taken ENABLE TRIGGER stop;
-- new
CREATE TABLE taken (id bigint GENERATED ALWAYS AS IDENTITY, n serial, at date NOT NULL DEFAULT '2026-01-01',
    customer_id bigint REFERENCES customer, twice int GENERATED ALWAYS AS (id * 2) STORED, came text, CHECK (n > 0),
    PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE taken_old PARTITION OF taken FOR VALUES FROM ('2000-01-01') TO ('2026-01-01');
CREATE TABLE taken_new PARTITION OF taken FOR VALUES FROM ('2026-01-01') TO ('2100-01-01');
CREATE INDEX taken_at ON taken (at);
CREATE VIEW recent AS SELECT id, at FROM taken WHERE at > '2026-01-01';
CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM taken;
CREATE TRIGGER stop BEFORE INSERT ON taken FOR EACH ROW EXECUTE FUNCTION stop();
CREATE POLICY own ON taken USING (true);
ALTER TABLE taken ENABLE ROW LEVEL SECURITY;
ALTER TABLE taken FORCE ROW LEVEL SECURITY;
CREATE STATISTICS s ON n, at FROM taken;
ALTER PUBLICATION p ADD TABLE taken;
CREATE FUNCTION all_taken() RETURNS SETOF taken LANGUAGE sql AS 'SELECT * FROM taken';

-- pair: a table becomes partitioned over one that is there
-- since: 15
-- recreates
-- both
CREATE SCHEMA far;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- old
CREATE TABLE far.visit (id serial, place text, UNIQUE (place, id));
CREATE TABLE visit_home (id int, place text, CONSTRAINT mine UNIQUE (place, id));
CREATE TABLE trip (place text, visit_id int, UNIQUE (place, visit_id));
ALTER TABLE trip ADD CONSTRAINT there FOREIGN KEY (place, visit_id) REFERENCES far.visit (place, id);
ALTER TABLE far.visit ADD CONSTRAINT back FOREIGN KEY (place, id) REFERENCES trip (place, visit_id);
CREATE TRIGGER touch BEFORE UPDATE ON far.visit FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER touch BEFORE UPDATE ON visit_home FOR EACH ROW EXECUTE FUNCTION touch();
-- rows
BEGIN;
ALTER TABLE trip DROP CONSTRAINT there;
INSERT INTO trip VALUES ('away', 1);
INSERT INTO far.visit (place) VALUES ('away');
ALTER TABLE trip ADD CONSTRAINT there FOREIGN KEY (place, visit_id) REFERENCES far.visit (place, id);
COMMIT;
-- new
CREATE TABLE far.visit (id serial, place text, UNIQUE (place, id)) PARTITION BY LIST (place);
CREATE TABLE visit_home PARTITION OF far.visit FOR VALUES IN ('home');
CREATE TABLE visit_away PARTITION OF far.visit FOR VALUES IN ('away');
CREATE TABLE trip (place text, visit_id int, UNIQUE (place, visit_id)) PARTITION BY LIST (place);
CREATE TABLE trip_all PARTITION OF trip DEFAULT;
ALTER TABLE trip ADD CONSTRAINT there FOREIGN KEY (place, visit_id) REFERENCES far.visit (place, id);
ALTER TABLE far.visit ADD CONSTRAINT back FOREIGN KEY (place, id) REFERENCES trip (place, visit_id);
CREATE TRIGGER touch BEFORE UPDATE ON far.visit FOR EACH ROW EXECUTE FUNCTION touch();

-- pair: a table is partitioned by something else
-- recreates
-- old
CREATE TABLE "Sale s" (id int, "at" date NOT NULL, region text, CHECK (id < 100)) PARTITION BY RANGE ("at");
CREATE TABLE early PARTITION OF "Sale s" (region DEFAULT 'north', CHECK (id > 0)) FOR VALUES FROM ('2000-01-01') TO ('2020-01-01');
CREATE TABLE late PARTITION OF "Sale s" FOR VALUES FROM ('2020-01-01') TO ('2040-01-01') PARTITION BY LIST (region);
CREATE TABLE late_all PARTITION OF late DEFAULT;
COMMENT ON TABLE late IS 'late ones';
COMMENT ON COLUMN early.region IS 'where';
-- rows
INSERT INTO "Sale s" VALUES (1, '2001-01-01', 'north'), (2, '2021-01-01', 'south');
-- new
CREATE TABLE "Sale s" (id int, "at" date NOT NULL, region text, CHECK (id < 100)) PARTITION BY HASH (id);
CREATE TABLE early PARTITION OF "Sale s" (region DEFAULT 'north', CHECK (id > 0)) FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE late PARTITION OF "Sale s" FOR VALUES WITH (MODULUS 2, REMAINDER 1) PARTITION BY LIST (region);
CREATE TABLE late_all PARTITION OF late DEFAULT;
COMMENT ON TABLE late IS 'late ones';
COMMENT ON COLUMN early.region IS 'where';

-- pair: a table ceases to be partitioned while a partition stays as a table
-- recreates
-- old
CREATE TABLE item (id int GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME "Item ids" START WITH 5), kind text) PARTITION BY LIST (kind);
CREATE TABLE item_a PARTITION OF item FOR VALUES IN ('a');
CREATE TABLE item_b PARTITION OF item FOR VALUES IN ('b');
CREATE INDEX ON item (id);
CREATE TABLE item_c PARTITION OF item FOR VALUES IN ('c');
CREATE VIEW a AS SELECT id FROM item_a;
-- new
CREATE TABLE item (id int GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME "Item ids" START WITH 5), kind text);
CREATE TABLE item_a (id int NOT NULL, kind text);
CREATE INDEX ON item (id);
CREATE VIEW a AS SELECT id FROM item_a;

-- pair: an index of the same name and words, on another table
-- old
CREATE TABLE one (a int, b int);
CREATE TABLE two (a int, b int) PARTITION BY LIST (a);
CREATE TABLE two_1 PARTITION OF two FOR VALUES IN (1);
CREATE UNIQUE INDEX moved ON one (a, b);
CREATE STATISTICS counted ON a, b FROM one;
CREATE TABLE pointing (a int, b int, CONSTRAINT there FOREIGN KEY (a, b) REFERENCES one (a, b));
-- new
CREATE TABLE one (a int, b int);
CREATE TABLE two (a int, b int) PARTITION BY LIST (a);
CREATE TABLE two_1 PARTITION OF two FOR VALUES IN (1);
CREATE UNIQUE INDEX moved ON two (a, b);
CREATE STATISTICS counted ON a, b FROM two_1;
CREATE TABLE pointing (a int, b int, CONSTRAINT there FOREIGN KEY (a, b) REFERENCES two (a, b));

-- pair: a partition's key on a part of an index
-- recreates
-- both
CREATE SCHEMA "P p";
CREATE TABLE "P p".m (a int NOT NULL, b int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE "P p".m_1 PARTITION OF "P p".m FOR VALUES IN (1);
CREATE TABLE "P p".m_2 PARTITION OF "P p".m FOR VALUES IN (2);
-- old
CREATE UNIQUE INDEX "m ab" ON "P p".m (a, b);
ALTER TABLE "P p".m_1 ADD CONSTRAINT m_1_pkey PRIMARY KEY USING INDEX m_1_a_b_idx;
CREATE TABLE pointing (a int, b int, CONSTRAINT there FOREIGN KEY (a, b) REFERENCES "P p".m_1);
-- new
ALTER TABLE "P p".m ADD CONSTRAINT "m ab" PRIMARY KEY (a, b);
CREATE TABLE pointing (a int, b int, CONSTRAINT there FOREIGN KEY (a, b) REFERENCES "P p".m_1);

-- pair: an index goes that a partition's key is a part of
-- both
CREATE TABLE m (a int NOT NULL, b int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1);
-- old
CREATE UNIQUE INDEX i ON m (a, b);
ALTER TABLE m_1 ADD CONSTRAINT m_1_key UNIQUE USING INDEX m_1_a_b_idx;
-- new

-- pair: a table with an index of its own comes under one with the same
-- recreates
-- both
CREATE SCHEMA s;
CREATE TABLE m (a int, b int) PARTITION BY LIST (a);
CREATE TABLE s.p (a int, b int);
CREATE INDEX whole ON m (a, b);
-- old
CREATE INDEX "own One" ON s.p (a, b);
COMMENT ON INDEX s."own One" IS 'its own';
-- new
ALTER TABLE m ATTACH PARTITION s.p FOR VALUES IN (1);
CREATE INDEX "own One" ON s.p (a, b);
COMMENT ON INDEX s."own One" IS 'its own';

-- pair: an index that a partition has already and keeps
-- recreates
-- both
CREATE TABLE m (a int, b int) PARTITION BY LIST (a);
CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1);
-- old
CREATE INDEX own ON m_1 (a, b);
-- new
CREATE INDEX whole ON m (a, b);
CREATE INDEX own ON m_1 (a, b);

-- pair: indexes of a new table and its partition that say the same
-- old
-- new
CREATE TABLE m (a int, b int) PARTITION BY LIST (a);
CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1);
CREATE INDEX whole ON m (a, b);
CREATE INDEX alone ON m_1 (a, b);

-- pair: a partition goes that foreign keys may point to
-- both
CREATE TABLE m (a int PRIMARY KEY, parent_a int) PARTITION BY LIST (a);
CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1);
ALTER TABLE m ADD FOREIGN KEY (parent_a) REFERENCES m;
CREATE TABLE pointing (a int REFERENCES m);
-- old
CREATE TABLE m_2 PARTITION OF m FOR VALUES IN (2) PARTITION BY LIST (a);
CREATE TABLE m_2_2 PARTITION OF m_2 FOR VALUES IN (2);
-- rows
INSERT INTO m VALUES (1, NULL), (2, 1);
INSERT INTO pointing VALUES (1);
DELETE FROM m WHERE a = 2;
-- new

-- pair: keys that lack their parts
-- recreates
-- both
CREATE TABLE m (id int NOT NULL, a text NOT NULL, b int NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);
CREATE TABLE "m 3" PARTITION OF m FOR VALUES FROM (20) TO (30);
-- old
ALTER TABLE ONLY m ADD CONSTRAINT m_pkey PRIMARY KEY (id);
ALTER TABLE ONLY m ADD CONSTRAINT m_key UNIQUE (id, a) DEFERRABLE;
CREATE UNIQUE INDEX m_1_odd ON m_1 (id);
ALTER TABLE m_2 ADD CONSTRAINT m_2_odd PRIMARY KEY (id);
-- new
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (id);
ALTER TABLE m ADD CONSTRAINT m_key UNIQUE (id, a) DEFERRABLE;

-- pair: a key that only some partitions have
-- old
-- new
CREATE TABLE m (id int NOT NULL, a text NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (10);
ALTER TABLE ONLY m ADD CONSTRAINT m_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX m_1_odd ON m_1 (id);

-- pair: an index whose part is the key of a partition
-- recreates
-- both
CREATE TABLE m (id int NOT NULL, a text NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE m_1 PARTITION OF m (CONSTRAINT "m 1 key" PRIMARY KEY (id, a)) FOR VALUES FROM (1) TO (10);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);
-- old
-- new
CREATE UNIQUE INDEX m_index ON m (id, a);
