-- migrator: environments=demo
INSERT INTO wallets (owner) SELECT 'demo' WHERE NOT EXISTS (SELECT FROM wallets WHERE owner = 'demo');
