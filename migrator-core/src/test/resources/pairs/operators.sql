-- pair: operators that know each other
-- both
CREATE SCHEMA s;
-- old
-- new
CREATE FUNCTION s.eq(int, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1::text = $2';
CREATE FUNCTION s.qe(text, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $2::text = $1';
CREATE FUNCTION s.ne(int, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1::text <> $2';
CREATE FUNCTION s.neg(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT reverse($1)';
CREATE OPERATOR s.=== (FUNCTION = s.eq, LEFTARG = int, RIGHTARG = text, COMMUTATOR = OPERATOR(s.===),
    NEGATOR = OPERATOR(s.<<>>), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR s.=== (FUNCTION = s.qe, LEFTARG = text, RIGHTARG = int, COMMUTATOR = OPERATOR(s.===), HASHES, MERGES);
CREATE OPERATOR s.<<>> (FUNCTION = s.ne, LEFTARG = int, RIGHTARG = text, NEGATOR = OPERATOR(s.===));
CREATE OPERATOR s.|~ (FUNCTION = s.neg, RIGHTARG = text);
COMMENT ON OPERATOR s.=== (int, text) IS 'like';
COMMENT ON OPERATOR s.|~ (NONE, text) IS 'turned';

-- pair: operators that change in place
-- both
CREATE FUNCTION eq(int, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1::text = $2';
-- old
CREATE OPERATOR === (FUNCTION = eq, LEFTARG = int, RIGHTARG = text, RESTRICT = eqsel);
CREATE VIEW v AS SELECT 1 === '1' AS x;
-- new
CREATE OPERATOR === (FUNCTION = eq, LEFTARG = int, RIGHTARG = text, JOIN = eqjoinsel);
CREATE VIEW v AS SELECT 1 === '1' AS x;

-- pair: an operator of another function, under a view
-- old
CREATE FUNCTION eq(int, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1::text = $2';
CREATE OPERATOR === (FUNCTION = eq, LEFTARG = int, RIGHTARG = text);
CREATE VIEW v AS SELECT 1 === '1' AS x;
-- new
CREATE FUNCTION eq2(int, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1::text = $2';
CREATE OPERATOR === (FUNCTION = eq2, LEFTARG = int, RIGHTARG = text);
CREATE VIEW v AS SELECT 1 === '1' AS x;

-- pair: an operator that finds its commutator
-- both
CREATE FUNCTION eq(int, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1::text = $2';
CREATE FUNCTION qe(text, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $2::text = $1';
-- old
CREATE OPERATOR === (FUNCTION = eq, LEFTARG = int, RIGHTARG = text);
-- new
CREATE OPERATOR === (FUNCTION = eq, LEFTARG = int, RIGHTARG = text, COMMUTATOR = OPERATOR(public.===));
CREATE OPERATOR === (FUNCTION = qe, LEFTARG = text, RIGHTARG = int, COMMUTATOR = OPERATOR(public.===));

-- pair: operator classes and families
-- old
-- new
CREATE FUNCTION lt(text, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT lower($1) < lower($2)';
CREATE FUNCTION cmp(text, text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE OPERATOR <# (FUNCTION = lt, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR CLASS "Lower ops" FOR TYPE text USING btree AS OPERATOR 1 <#, OPERATOR 3 =, FUNCTION 1 cmp(text, text);
CREATE OPERATOR FAMILY fam USING hash;
CREATE OPERATOR CLASS hash_ops FOR TYPE int USING hash FAMILY fam AS OPERATOR 1 =, FUNCTION 1 hashint4(int);
ALTER OPERATOR FAMILY fam USING hash ADD OPERATOR 1 = (int, bigint), FUNCTION 1 (bigint, bigint) hashint8(bigint);
CREATE OPERATOR FAMILY empty USING btree;
CREATE TABLE t (a text);
CREATE INDEX t_a ON t (a "Lower ops");
COMMENT ON OPERATOR CLASS "Lower ops" USING btree IS 'the class';
COMMENT ON OPERATOR FAMILY fam USING hash IS 'the family';

-- pair: families that gain and lose members
-- both
CREATE OPERATOR FAMILY fam USING hash;
CREATE OPERATOR CLASS hash_ops FOR TYPE int USING hash FAMILY fam AS OPERATOR 1 =, FUNCTION 1 hashint4(int);
-- old
ALTER OPERATOR FAMILY fam USING hash ADD OPERATOR 1 = (int, bigint);
-- new
ALTER OPERATOR FAMILY fam USING hash ADD OPERATOR 1 = (bigint, int), FUNCTION 1 (bigint, bigint) hashint8(bigint);

-- pair: a class of other members
-- recreates
-- both
CREATE FUNCTION cmp(text, text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION cmp2(text, text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE TABLE t (a text);
-- old
CREATE OPERATOR CLASS ops FOR TYPE text USING btree AS OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 cmp(text, text);
CREATE INDEX t_a ON t (a ops);
-- new
CREATE OPERATOR CLASS ops FOR TYPE text USING btree AS OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 cmp2(text, text);
CREATE INDEX t_a ON t (a ops);

-- pair: casts and what they need
-- both
CREATE TABLE a (id int);
CREATE TABLE b (id int);
-- old
CREATE FUNCTION a_to_b(a) RETURNS b LANGUAGE sql AS 'SELECT row($1.id)::b';
CREATE CAST (a AS b) WITH FUNCTION a_to_b(a) AS ASSIGNMENT;
CREATE CAST (a AS json) WITH INOUT;
COMMENT ON CAST (a AS b) IS 'from a to b';
-- new
CREATE FUNCTION a_to_b2(a) RETURNS b LANGUAGE plpgsql AS 'DECLARE r b; BEGIN RETURN r; END';
CREATE CAST (a AS b) WITH FUNCTION a_to_b2(a) AS IMPLICIT;
CREATE CAST (a AS jsonb) WITH INOUT;
CREATE CAST (int AS date) WITHOUT FUNCTION;
COMMENT ON CAST (a AS b) IS 'from a to b';

-- pair: a cast over a function that is made anew
-- old
CREATE TABLE a (id int);
CREATE FUNCTION a_int(x a) RETURNS int LANGUAGE sql AS 'SELECT x.id';
CREATE CAST (a AS int) WITH FUNCTION a_int(a);
CREATE VIEW v AS SELECT a.*::a::int AS i FROM a;
COMMENT ON CAST (a AS int) IS 'the cast';
-- new
CREATE TABLE a (id int);
CREATE FUNCTION a_int(y a) RETURNS int LANGUAGE sql AS 'SELECT y.id';
CREATE CAST (a AS int) WITH FUNCTION a_int(a);
CREATE VIEW v AS SELECT a.*::a::int AS i FROM a;
COMMENT ON CAST (a AS int) IS 'the cast';

-- pair: transforms, languages, access methods and conversions
-- undumpable
-- old
CREATE LANGUAGE mine HANDLER plpgsql_call_handler;
CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal));
CREATE CONVERSION conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE ACCESS METHOD my_heap TYPE TABLE HANDLER heap_tableam_handler;
-- new
CREATE TRUSTED LANGUAGE mine HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE FUNCTION in_mine() RETURNS int LANGUAGE mine AS 'BEGIN RETURN 1; END';
CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
CREATE FUNCTION transformed(int) RETURNS int LANGUAGE sql TRANSFORM FOR TYPE int AS 'SELECT 1';
CREATE DEFAULT CONVERSION conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE ACCESS METHOD my_btree TYPE INDEX HANDLER bthandler;
COMMENT ON LANGUAGE mine IS 'mine';
COMMENT ON CONVERSION conv IS 'the conversion';
COMMENT ON ACCESS METHOD my_btree IS 'the method';
COMMENT ON TRANSFORM FOR int LANGUAGE sql IS 'the transform';

-- pair: text search
-- both
CREATE TABLE doc (id int PRIMARY KEY, body text);
-- old
CREATE TEXT SEARCH DICTIONARY dict (TEMPLATE = simple, STOPWORDS = english);
CREATE TEXT SEARCH DICTIONARY stem (TEMPLATE = snowball, LANGUAGE = english, STOPWORDS = english);
CREATE TEXT SEARCH CONFIGURATION conf (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION conf ADD MAPPING FOR asciiword, word WITH dict, simple;
ALTER TEXT SEARCH CONFIGURATION conf ADD MAPPING FOR int WITH simple;
CREATE INDEX doc_body ON doc USING gin (to_tsvector('public.conf', body));
-- new
CREATE TEXT SEARCH DICTIONARY dict (TEMPLATE = simple, ACCEPT = false);
CREATE TEXT SEARCH DICTIONARY stem (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION conf (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION conf ADD MAPPING FOR asciiword WITH dict, stem;
ALTER TEXT SEARCH CONFIGURATION conf ADD MAPPING FOR word, email WITH simple;
CREATE TEXT SEARCH PARSER pars (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,
    LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
CREATE TEXT SEARCH TEMPLATE temp (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY "Mine" (TEMPLATE = temp);
CREATE TEXT SEARCH CONFIGURATION conf2 (PARSER = pars);
ALTER TEXT SEARCH CONFIGURATION conf2 ADD MAPPING FOR asciiword WITH "Mine";
CREATE INDEX doc_body ON doc USING gin (to_tsvector('public.conf', body));
COMMENT ON TEXT SEARCH CONFIGURATION conf2 IS 'conf2';
COMMENT ON TEXT SEARCH DICTIONARY "Mine" IS 'mine';
COMMENT ON TEXT SEARCH PARSER pars IS 'pars';
COMMENT ON TEXT SEARCH TEMPLATE temp IS 'temp';

-- pair: a dictionary of another template
-- recreates
-- both
CREATE TABLE doc (id int PRIMARY KEY, body text);
-- old
CREATE TEXT SEARCH DICTIONARY dict (TEMPLATE = simple, STOPWORDS = english);
CREATE TEXT SEARCH CONFIGURATION conf (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION conf ADD MAPPING FOR asciiword, word WITH dict;
CREATE INDEX doc_body ON doc USING gin (to_tsvector('public.conf', body));
-- new
CREATE TEXT SEARCH DICTIONARY dict (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION conf (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION conf ADD MAPPING FOR asciiword, word WITH dict;
CREATE INDEX doc_body ON doc USING gin (to_tsvector('public.conf', body));
