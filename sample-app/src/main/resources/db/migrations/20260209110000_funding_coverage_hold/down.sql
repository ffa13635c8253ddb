ALTER TABLE wallets DROP CONSTRAINT wallets_minimum_balance_check;
ALTER TABLE funding_coverages DROP COLUMN wallet_hold_id;
