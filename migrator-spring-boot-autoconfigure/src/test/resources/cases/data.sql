INSERT INTO wallets (owner) VALUES ('cleo');
