-- migrator: after=20260103000000_label
-- migrator: batch=500
UPDATE wallets
SET label = (1000 / (id - 700))::text
WHERE label IS NULL
