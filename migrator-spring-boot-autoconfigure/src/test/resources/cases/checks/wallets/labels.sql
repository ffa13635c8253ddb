-- migrator: requires-backfill=wallet_label
SELECT count(*) FROM wallets WHERE label IS NULL HAVING count(*) > 0;
