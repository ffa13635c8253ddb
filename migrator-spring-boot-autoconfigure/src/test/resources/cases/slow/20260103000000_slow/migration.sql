-- waits for as long as the test holds this lock
SELECT pg_advisory_xact_lock(4711);
CREATE TABLE orders (id int PRIMARY KEY, note text);
INSERT INTO orders VALUES (1, 'first'), (2, 'second');
