CREATE TABLE fine (id int);
CREATE TABEL typo (id int);
