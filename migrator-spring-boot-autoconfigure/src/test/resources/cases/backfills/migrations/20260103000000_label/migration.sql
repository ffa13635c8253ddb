ALTER TABLE wallets ADD COLUMN label text;
INSERT INTO wallets (owner) SELECT 'owner ' || n FROM generate_series(1, 5000) AS n;
