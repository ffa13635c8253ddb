-- migrator: requires-backfill=wallet_label
ALTER TABLE wallets ALTER COLUMN label SET NOT NULL;
