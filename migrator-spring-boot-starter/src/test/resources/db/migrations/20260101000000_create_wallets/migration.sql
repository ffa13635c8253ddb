CREATE TABLE wallets (id int PRIMARY KEY, owner text NOT NULL);
