-- migrator: afer=20260103000000_label
UPDATE wallets SET label = owner WHERE label IS NULL
