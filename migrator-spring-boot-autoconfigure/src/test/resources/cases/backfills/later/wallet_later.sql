-- migrator: after=20260102000000_seed_wallets
-- migrator: depends-on=never
UPDATE wallets SET owner = lower(owner) WHERE owner <> lower(owner)
