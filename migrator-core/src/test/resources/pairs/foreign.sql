-- pair: a foreign world
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
-- old
-- new
CREATE FOREIGN DATA WRAPPER "The w" OPTIONS (debug 'it''s \on');
COMMENT ON FOREIGN DATA WRAPPER "The w" IS 'why';
GRANT USAGE ON FOREIGN DATA WRAPPER "The w" TO pair_bob;
CREATE SERVER s1 TYPE 'oracle' VERSION '12' FOREIGN DATA WRAPPER "The w" OPTIONS (host 'h', "Odd one" 'x=y');
COMMENT ON SERVER s1 IS 'there';
GRANT USAGE ON FOREIGN SERVER s1 TO PUBLIC;
CREATE USER MAPPING FOR PUBLIC SERVER s1 OPTIONS ("user" 'guest');
CREATE USER MAPPING FOR pair_bob SERVER s1;
CREATE USER MAPPING FOR CURRENT_USER SERVER s1 OPTIONS ("user" 'me');
CREATE FOREIGN TABLE ft (
    id int OPTIONS (key 'true') NOT NULL,
    a text COLLATE "C" DEFAULT 'x',
    CONSTRAINT positive CHECK (id > 0)
) SERVER s1 OPTIONS (schema_name 'q', table_name 'T');
COMMENT ON FOREIGN TABLE ft IS 'far';
COMMENT ON COLUMN ft.a IS 'far a';
GRANT SELECT ON ft TO pair_bob;
GRANT UPDATE (a) ON ft TO pair_bob;
CREATE VIEW v AS SELECT id FROM ft;

-- pair: options that change
-- both
CREATE FOREIGN DATA WRAPPER w OPTIONS (a '1', b '2');
-- old
CREATE SERVER s1 VERSION '12' FOREIGN DATA WRAPPER w OPTIONS (host 'h', port '1', dbname 'd');
CREATE USER MAPPING FOR PUBLIC SERVER s1 OPTIONS ("user" 'guest', password 'first');
CREATE FOREIGN TABLE ft (id int OPTIONS (a '1', b '2'), t text) SERVER s1 OPTIONS (x '1');
CREATE VIEW v AS SELECT id FROM ft;
-- new
ALTER FOREIGN DATA WRAPPER w OPTIONS (DROP a, SET b '3', ADD c '4');
CREATE SERVER s1 VERSION '13' FOREIGN DATA WRAPPER w OPTIONS (host 'g', port '1', sslmode 'require');
CREATE USER MAPPING FOR PUBLIC SERVER s1 OPTIONS ("user" 'other', password 'first');
CREATE FOREIGN TABLE ft (id int OPTIONS (b '3', c '4'), t text OPTIONS ("Odd one" 'x')) SERVER s1 OPTIONS (y '1');
CREATE VIEW v AS SELECT id FROM ft;

-- pair: a server of another type
-- both
CREATE FOREIGN DATA WRAPPER w;
CREATE FOREIGN DATA WRAPPER x;
-- old
CREATE SERVER s1 TYPE 'a' FOREIGN DATA WRAPPER w;
CREATE USER MAPPING FOR PUBLIC SERVER s1 OPTIONS ("user" 'guest');
CREATE FOREIGN TABLE ft (id int) SERVER s1;
CREATE VIEW v AS SELECT id FROM ft;
COMMENT ON FOREIGN TABLE ft IS 'stays';
-- new
CREATE SERVER s1 TYPE 'b' FOREIGN DATA WRAPPER x;
CREATE USER MAPPING FOR PUBLIC SERVER s1 OPTIONS ("user" 'guest');
CREATE FOREIGN TABLE ft (id int) SERVER s1;
CREATE VIEW v AS SELECT id FROM ft;
COMMENT ON FOREIGN TABLE ft IS 'stays';

-- pair: a foreign table that moves to another server
-- both
CREATE FOREIGN DATA WRAPPER w VALIDATOR postgresql_fdw_validator;
CREATE SERVER s1 FOREIGN DATA WRAPPER w;
CREATE SERVER s2 FOREIGN DATA WRAPPER w;
-- old
CREATE FOREIGN TABLE ft (id int, a int) SERVER s1;
-- new
CREATE FOREIGN TABLE ft (id bigint NOT NULL, b text) SERVER s2;

-- pair: columns of a foreign table
-- both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s1 FOREIGN DATA WRAPPER w;
-- old
CREATE FOREIGN TABLE ft (id int, a int, gone text) SERVER s1;
CREATE VIEW v AS SELECT a FROM ft;
-- new
CREATE FOREIGN TABLE ft (id int NOT NULL, a bigint DEFAULT 5, fresh text OPTIONS (x 'y'), CONSTRAINT c CHECK (a > 0)) SERVER s1;
CREATE VIEW v AS SELECT a FROM ft;
CREATE STATISTICS st ON id, a FROM ft;

-- pair: a wrapper gets and loses its validator
-- both
DO $$ BEGIN CREATE ROLE pair_owner SUPERUSER; EXCEPTION WHEN duplicate_object THEN END $$;
-- old
CREATE FOREIGN DATA WRAPPER w;
CREATE FOREIGN DATA WRAPPER x VALIDATOR postgresql_fdw_validator;
CREATE SERVER s VERSION '1' FOREIGN DATA WRAPPER w;
-- new
CREATE FOREIGN DATA WRAPPER w VALIDATOR postgresql_fdw_validator;
ALTER FOREIGN DATA WRAPPER w OWNER TO pair_owner;
CREATE FOREIGN DATA WRAPPER x;
CREATE SERVER s FOREIGN DATA WRAPPER w;
ALTER SERVER s OWNER TO pair_owner;

-- pair: a foreign table of another owner
-- both
DO $$ BEGIN CREATE ROLE pair_bob; EXCEPTION WHEN duplicate_object THEN END $$;
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s1 FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE ft (id int, a int) SERVER s1;
-- old
-- new
ALTER FOREIGN TABLE ft OWNER TO pair_bob;

-- pair: a foreign partition and a foreign child
-- both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s1 FOREIGN DATA WRAPPER w;
CREATE TABLE p (id int NOT NULL, a text) PARTITION BY LIST (id);
CREATE TABLE parent (id int, a text);
-- old
-- new
CREATE FOREIGN TABLE p1 PARTITION OF p FOR VALUES IN (1) SERVER s1 OPTIONS (x 'y');
CREATE FOREIGN TABLE child (more int) INHERITS (parent) SERVER s1;

-- pair: passwords that a file says
-- both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'far.example');
-- old
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (user 'reader', password 'one');
CREATE SERVER other FOREIGN DATA WRAPPER w;
-- new
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (user 'writer', password 'it''s two');
CREATE SERVER other FOREIGN DATA WRAPPER w OPTIONS (api_key 'k', port '1');
CREATE USER MAPPING FOR CURRENT_USER SERVER other OPTIONS (password 'three');
