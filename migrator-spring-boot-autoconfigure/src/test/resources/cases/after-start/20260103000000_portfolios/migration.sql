CREATE TABLE portfolios (id int);
