-- A required column: NOT NULL with a constant default is instant on a table of any size (no rewrite, no scan),
-- and an older release that inserts wallets without naming it goes on working.
-- A CHECK in the same ALTER TABLE would scan the table under its lock, so it comes in the next migrations.

ALTER TABLE wallets ADD COLUMN minimum_balance numeric(19, 2) NOT NULL DEFAULT 0;
