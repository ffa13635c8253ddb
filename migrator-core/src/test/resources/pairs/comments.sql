-- pair: comments that come, change and go
-- both
CREATE SCHEMA "The s";
CREATE TABLE "The s"."t.u" (id int CONSTRAINT "p k" PRIMARY KEY, a int CONSTRAINT positive CHECK (a > 0), "b ""c" text);
CREATE INDEX "the i" ON "The s"."t.u" (a);
CREATE VIEW v AS SELECT id, a FROM "The s"."t.u";
CREATE MATERIALIZED VIEW m AS SELECT id, a FROM "The s"."t.u";
CREATE SEQUENCE s;
-- old
COMMENT ON SCHEMA "The s" IS 'before';
COMMENT ON TABLE "The s"."t.u" IS 'before';
COMMENT ON COLUMN "The s"."t.u"."b ""c" IS 'before';
COMMENT ON CONSTRAINT positive ON "The s"."t.u" IS 'before';
COMMENT ON INDEX "The s"."the i" IS 'before';
COMMENT ON SEQUENCE s IS 'before';
COMMENT ON VIEW v IS 'before';
-- new
COMMENT ON SCHEMA "The s" IS 'after \ ''quoted''';
COMMENT ON TABLE "The s"."t.u" IS E'two\nlines';
COMMENT ON CONSTRAINT "p k" ON "The s"."t.u" IS 'of the key';
COMMENT ON INDEX "The s"."p k" IS 'of the index of the key';
COMMENT ON INDEX "The s"."the i" IS 'after';
COMMENT ON COLUMN v.a IS 'of a view';
COMMENT ON COLUMN m.a IS 'of a materialized view';
COMMENT ON MATERIALIZED VIEW m IS 'after';

-- pair: comments on a key and its index that are made anew
-- recreates
-- old
CREATE TABLE t (id int NOT NULL, a int NOT NULL, CONSTRAINT t_key PRIMARY KEY (id));
COMMENT ON CONSTRAINT t_key ON t IS 'the key';
COMMENT ON INDEX t_key IS 'its index';
-- new
CREATE TABLE t (id int NOT NULL, a int NOT NULL, CONSTRAINT t_key PRIMARY KEY (id, a));
COMMENT ON CONSTRAINT t_key ON t IS 'the key';
COMMENT ON INDEX t_key IS 'its index';

-- pair: comments of the schema public and of the sequence of a key
-- old
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
COMMENT ON SEQUENCE t_id_seq IS 'numbers';
-- new
COMMENT ON SCHEMA public IS 'ours';
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
COMMENT ON COLUMN t.id IS 'number';

-- pair: comments on what is not a relation
-- both
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE FUNCTION f(a int, b int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE PROCEDURE "p q"(a int) LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
CREATE OPERATOR @#@ (FUNCTION = f, LEFTARG = int, RIGHTARG = int);
CREATE TRIGGER "the tr" BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION trg();
CREATE POLICY "the p" ON t USING (id > 0);
CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;
CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER et ON sql_drop EXECUTE FUNCTION e();
CREATE TEXT SEARCH CONFIGURATION tsc (COPY = simple);
CREATE OPERATOR FAMILY opf USING btree;
-- old
COMMENT ON FUNCTION f IS 'before';
COMMENT ON OPERATOR @#@ (int, int) IS 'before';
-- new
COMMENT ON FUNCTION f IS 'after';
COMMENT ON PROCEDURE "p q" IS 'after';
COMMENT ON AGGREGATE total(int) IS 'after';
COMMENT ON TRIGGER "the tr" ON t IS 'after';
COMMENT ON POLICY "the p" ON t IS 'after';
COMMENT ON RULE r ON t IS 'after';
COMMENT ON EVENT TRIGGER et IS 'after';
COMMENT ON TEXT SEARCH CONFIGURATION tsc IS 'after';
COMMENT ON OPERATOR FAMILY opf USING btree IS 'after';

-- pair: comments on constraints that are no rows elsewhere
-- since: 18
-- both
CREATE TABLE other (id int PRIMARY KEY, x int);
CREATE TABLE parts (id int, a int NOT NULL) PARTITION BY RANGE (id);
-- old
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int, c int CONSTRAINT old_name NOT NULL, d int NOT NULL, e int NOT NULL);
COMMENT ON CONSTRAINT t_a_not_null ON t IS 'goes';
COMMENT ON CONSTRAINT old_name ON t IS 'stays';
COMMENT ON CONSTRAINT t_d_not_null ON t IS 'old';
COMMENT ON CONSTRAINT t_e_not_null ON t IS 'goes with it';
-- new
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL, c int CONSTRAINT new_name NOT NULL, d int NOT NULL, e int,
    f int NOT NULL DEFAULT 1);
COMMENT ON CONSTRAINT t_id_not_null ON t IS 'of a key';
COMMENT ON CONSTRAINT t_b_not_null ON t IS 'of a new one';
COMMENT ON CONSTRAINT new_name ON t IS 'stays';
COMMENT ON CONSTRAINT t_d_not_null ON t IS 'new';
COMMENT ON CONSTRAINT t_f_not_null ON t IS 'of a new column';
CREATE TABLE fresh (id int NOT NULL, x int CONSTRAINT own NOT NULL);
COMMENT ON CONSTRAINT fresh_id_not_null ON fresh IS 'of a new table';
COMMENT ON CONSTRAINT own ON fresh IS 'it''s its own';
CREATE TABLE part PARTITION OF parts FOR VALUES FROM (1) TO (9);
COMMENT ON CONSTRAINT parts_a_not_null ON part IS 'of a partition';
