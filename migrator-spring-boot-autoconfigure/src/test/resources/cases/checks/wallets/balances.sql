-- migrator: after=20260102000000_seed_wallets
-- migrator: why=money is never lost
SELECT owner FROM wallets WHERE owner = 'nobody';
