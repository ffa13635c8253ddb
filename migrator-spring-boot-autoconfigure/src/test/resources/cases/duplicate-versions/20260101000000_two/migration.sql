CREATE TABLE duplicate_two (id bigint);
