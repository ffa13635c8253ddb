-- migrator: after=20260103000000_label
-- migrator: verify=SELECT id FROM wallets WHERE label IS NULL
UPDATE wallets
SET label = upper(owner)
WHERE label IS NULL
