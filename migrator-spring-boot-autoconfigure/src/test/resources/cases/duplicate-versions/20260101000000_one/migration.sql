CREATE TABLE duplicate_one (id bigint);
