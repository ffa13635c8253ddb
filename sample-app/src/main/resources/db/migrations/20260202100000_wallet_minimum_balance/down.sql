ALTER TABLE wallets DROP COLUMN minimum_balance;
