DROP TABLE approved;
