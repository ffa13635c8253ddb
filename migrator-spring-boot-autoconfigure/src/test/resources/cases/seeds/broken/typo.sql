INSERT INTO wallets (owner) VALUES ('eve');
INSERT INTO walets (owner) VALUES ('eve');
