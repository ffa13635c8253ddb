-- pair: a first enum
-- old
-- new
CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'back\slash');
COMMENT ON TYPE mood IS 'how people feel';
CREATE TABLE person (id int PRIMARY KEY, mood mood NOT NULL DEFAULT 'it''s ok', moods mood[]);

-- pair: values at every place
-- recreates
-- old
CREATE TYPE mood AS ENUM ('b', 'd');
CREATE TABLE person (id int PRIMARY KEY, mood mood NOT NULL DEFAULT 'b');
CREATE INDEX person_b ON person (id) WHERE mood = 'b';
-- new
CREATE TYPE mood AS ENUM ('a', 'a2', 'b', 'c', 'c2', 'd', 'e', 'f');
CREATE TABLE person (id int PRIMARY KEY, mood mood NOT NULL DEFAULT 'b');
CREATE INDEX person_b ON person (id) WHERE mood = 'b';

-- pair: a new value is used at once
-- rewrites-back
-- old
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE person (id int PRIMARY KEY, mood mood NOT NULL DEFAULT 'sad');
-- new
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE TABLE person (id int PRIMARY KEY, mood mood NOT NULL DEFAULT 'glad');
CREATE INDEX person_glad ON person (id) WHERE mood = 'glad';
CREATE VIEW glad AS SELECT id FROM person WHERE mood = 'glad';

-- pair: a value goes
-- rewrites
-- old
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
COMMENT ON TYPE mood IS 'how people feel';
CREATE TABLE person (id int PRIMARY KEY, mood mood NOT NULL DEFAULT 'ok', moods mood[] DEFAULT '{ok}', other mood);
CREATE INDEX person_mood ON person (mood);
INSERT INTO person (id, mood, moods) VALUES (1, 'ok', '{sad,ok}'), (2, 'sad', NULL);
-- new
CREATE TYPE mood AS ENUM ('sad', 'ok');
COMMENT ON TYPE mood IS 'how people feel';
CREATE TABLE person (id int PRIMARY KEY, mood mood NOT NULL DEFAULT 'ok', moods mood[] DEFAULT '{ok}', other mood);
CREATE INDEX person_mood ON person (mood);

-- pair: values in another order with everything around
-- recreates
-- both
CREATE SCHEMA "Odd one";
-- old
CREATE TYPE "Odd one"."the mood" AS ENUM ('sad', 'ok', 'glad');
-- new
CREATE TYPE "Odd one"."the mood" AS ENUM ('glad', 'ok', 'sad');
-- old
CREATE TABLE person (id int PRIMARY KEY, "Mood of" "Odd one"."the mood" NOT NULL DEFAULT 'ok', CHECK ("Mood of" <> 'sad'),
    happy boolean GENERATED ALWAYS AS ("Mood of" = 'glad') STORED);
CREATE INDEX person_mood ON person ("Mood of");
CREATE INDEX person_glad ON person (id) WHERE "Mood of" = 'glad';
CREATE VIEW v AS SELECT id, "Mood of" FROM person WHERE "Mood of" > 'sad';
COMMENT ON VIEW v IS 'a view';
CREATE VIEW w AS SELECT "Mood of" FROM v;
INSERT INTO person VALUES (1, 'glad');
-- new
CREATE TABLE person (id int PRIMARY KEY, "Mood of" "Odd one"."the mood" NOT NULL DEFAULT 'ok', CHECK ("Mood of" <> 'sad'),
    happy boolean GENERATED ALWAYS AS ("Mood of" = 'glad') STORED);
CREATE INDEX person_mood ON person ("Mood of");
CREATE INDEX person_glad ON person (id) WHERE "Mood of" = 'glad';
CREATE VIEW v AS SELECT id, "Mood of" FROM person WHERE "Mood of" > 'sad';
COMMENT ON VIEW v IS 'a view';
CREATE VIEW w AS SELECT "Mood of" FROM v;

-- pair: a value of an enum under a domain and in a composite goes
-- rewrites
-- old
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
CREATE DOMAIN real_mood AS mood CHECK (VALUE <> 'sad');
CREATE TYPE pair AS (a mood, b int);
CREATE TABLE person (id int PRIMARY KEY, mood real_mood DEFAULT 'ok', p pair);
INSERT INTO person VALUES (1, 'ok', ROW('sad', 3)), (2, NULL, NULL);
-- new
CREATE TYPE mood AS ENUM ('ok', 'sad');
CREATE DOMAIN real_mood AS mood CHECK (VALUE <> 'sad');
CREATE TYPE pair AS (a mood, b int);
CREATE TABLE person (id int PRIMARY KEY, mood real_mood DEFAULT 'ok', p pair);

-- pair: a value goes that two tables refer by
-- rewrites
-- old
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
CREATE TABLE moods (mood mood PRIMARY KEY, parent mood REFERENCES moods);
CREATE TABLE person (id int PRIMARY KEY, mood mood REFERENCES moods);
INSERT INTO moods VALUES ('sad', 'sad');
INSERT INTO person VALUES (1, 'sad');
-- new
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE moods (mood mood PRIMARY KEY, parent mood REFERENCES moods);
CREATE TABLE person (id int PRIMARY KEY, mood mood REFERENCES moods);

-- pair: an unused enum gets other values
-- old
CREATE TYPE mood AS ENUM ('sad');
-- new
CREATE TYPE mood AS ENUM ('glad');

-- pair: an enum that was a text
-- rewrites
-- recreates
-- old
CREATE TABLE person (id int PRIMARY KEY, mood varchar(10) NOT NULL DEFAULT 'ok' CHECK (mood IN ('sad', 'ok')));
CREATE INDEX person_mood ON person (mood);
INSERT INTO person VALUES (1, 'sad');
-- new
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE person (id int PRIMARY KEY, mood mood NOT NULL DEFAULT 'ok');
CREATE INDEX person_mood ON person (mood);

-- pair: an enum that becomes another enum
-- rewrites
-- old
CREATE TYPE a AS ENUM ('x', 'y');
CREATE TABLE t (id int PRIMARY KEY, v a DEFAULT 'x', w a[]);
INSERT INTO t VALUES (1, 'y', '{x,y}');
-- new
CREATE TYPE b AS ENUM ('x', 'y', 'z');
CREATE TABLE t (id int PRIMARY KEY, v b DEFAULT 'x', w b[]);

-- pair: an enum that becomes a domain of the same name
-- rewrites
-- old
CREATE TYPE state AS ENUM ('x', 'y');
CREATE TABLE t (id int PRIMARY KEY, v state DEFAULT 'x');
CREATE VIEW vw AS SELECT v FROM t;
INSERT INTO t VALUES (1, 'y');
-- new
CREATE DOMAIN state AS text CHECK (VALUE IN ('x', 'y'));
CREATE TABLE t (id int PRIMARY KEY, v state DEFAULT 'x');
CREATE VIEW vw AS SELECT v FROM t;

-- pair: an enum goes with its table
-- old
CREATE TYPE a AS ENUM ('x', 'y');
CREATE TABLE t (id int PRIMARY KEY, v a DEFAULT 'x');
-- new

-- pair: an enum goes with the only column of it
-- old
CREATE TYPE a AS ENUM ('x', 'y');
CREATE TABLE t (id int PRIMARY KEY, v a DEFAULT 'x');
-- new
CREATE TABLE t (id int PRIMARY KEY);

-- pair: a value goes while a column of it comes
-- rewrites
-- old
CREATE TYPE a AS ENUM ('x', 'y');
CREATE TABLE t (id int PRIMARY KEY, v a, gone a);
-- new
CREATE TYPE a AS ENUM ('x');
CREATE TABLE t (id int PRIMARY KEY, v a, come a DEFAULT 'x');
CREATE TABLE u (v a[]);
