INSERT INTO wallets (owner) VALUES ('ana'), ('bo');
