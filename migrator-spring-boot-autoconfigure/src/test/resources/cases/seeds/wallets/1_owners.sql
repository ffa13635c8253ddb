-- migrator: environments=!production why=every other environment begins with them
INSERT INTO wallets (owner)
SELECT o FROM unnest(ARRAY['cy', 'di']) o WHERE NOT EXISTS (SELECT FROM wallets WHERE owner = o);
