-- migrator: environments=demo
UPDATE wallets SET label = 'demo' WHERE label IS NULL
