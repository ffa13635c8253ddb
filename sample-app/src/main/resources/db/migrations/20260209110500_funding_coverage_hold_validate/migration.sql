-- The second half: reads every row, but lets others read and write meanwhile.

ALTER TABLE funding_coverages VALIDATE CONSTRAINT funding_coverages_wallet_hold_fk;
ALTER TABLE wallets VALIDATE CONSTRAINT wallets_minimum_balance_check;
