-- migrator: requires-backfill=owners
ALTER TABLE wallets ADD COLUMN contracted boolean;
