-- pair: policies of all sorts
-- both
CREATE TABLE t (id int PRIMARY KEY, owner name, "Odd one" int);
-- old
-- new
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON t;
CREATE POLICY "Their ""own""" ON t FOR UPDATE TO pg_monitor, pg_read_all_data USING (owner = current_user) WITH CHECK ("Odd one" > 1);
CREATE POLICY narrow ON t AS RESTRICTIVE FOR SELECT USING (true);
CREATE POLICY adding ON t FOR INSERT WITH CHECK (id > 0 AND owner <> '(''' OR id < 0);
CREATE POLICY dropping ON t FOR DELETE TO postgres USING ((id = 1) OR (id = 2));
COMMENT ON POLICY narrow ON t IS 'narrow';

-- pair: policies that change in place
-- both
CREATE TABLE t (id int PRIMARY KEY, a int);
-- old
CREATE POLICY one ON t USING (a = 1);
CREATE POLICY two ON t FOR UPDATE TO pg_monitor USING (a = 1);
CREATE POLICY three ON t TO pg_monitor USING (a = 1) WITH CHECK (a = 1);
COMMENT ON POLICY one ON t IS 'the one';
-- new
CREATE POLICY one ON t TO pg_monitor USING (a = 2) WITH CHECK (a = 3);
CREATE POLICY two ON t FOR UPDATE USING (a = 1);
CREATE POLICY three ON t TO pg_monitor, postgres USING (a = 1) WITH CHECK (id = 1 OR a = 2);
COMMENT ON POLICY one ON t IS 'one';

-- pair: policies that are made anew
-- both
CREATE TABLE t (id int PRIMARY KEY, a int);
-- old
CREATE POLICY one ON t USING (a = 1) WITH CHECK (a = 2);
CREATE POLICY two ON t FOR SELECT USING (a = 1);
CREATE POLICY three ON t AS RESTRICTIVE USING (a = 1);
COMMENT ON POLICY one ON t IS 'one';
-- new
CREATE POLICY one ON t USING (a = 1);
CREATE POLICY two ON t FOR DELETE USING (a = 1);
CREATE POLICY three ON t USING (a = 1);
COMMENT ON POLICY one ON t IS 'one';

-- pair: policies over columns, functions and other tables that change
-- rewrites
-- old
CREATE TABLE member (who name, team int);
CREATE TABLE t (id int PRIMARY KEY, team int, gone int);
CREATE FUNCTION allowed(x int) RETURNS bool LANGUAGE sql STABLE AS 'SELECT EXISTS (SELECT FROM member WHERE team = x)';
CREATE POLICY teams ON t USING (team IN (SELECT m.team FROM member m WHERE m.who = current_user));
CREATE POLICY by_function ON t FOR SELECT USING (allowed(team));
CREATE POLICY by_gone ON t FOR UPDATE USING (gone = 1);
-- new
CREATE TABLE member (who name, team bigint, role text);
CREATE TABLE t (id int PRIMARY KEY, team bigint, kept int);
CREATE FUNCTION allowed(x bigint) RETURNS bool LANGUAGE sql STABLE AS 'SELECT EXISTS (SELECT FROM member WHERE team = x AND role <> ''x'')';
CREATE POLICY teams ON t USING (team IN (SELECT m.team FROM member m WHERE m.who = current_user));
CREATE POLICY by_function ON t FOR SELECT USING (allowed(team));
CREATE POLICY by_gone ON t FOR UPDATE USING (kept = 1);
