-- migrator: environments=demo
INSERT INTO wallets (owner) VALUES ('demo');
