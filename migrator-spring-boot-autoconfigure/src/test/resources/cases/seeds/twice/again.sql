INSERT INTO wallets (owner) VALUES ('eve');
