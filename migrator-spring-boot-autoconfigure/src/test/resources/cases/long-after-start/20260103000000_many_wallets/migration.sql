INSERT INTO wallets (owner) SELECT repeat('x', 1000) FROM generate_series(1, 120);
