-- rename wallets bal avail switch

-- Step 3 of 4 of renaming public.wallets.bal_avail to balance_available_cents: switch.
-- Makes balance_available_cents all that bal_avail is.
-- Application: roll out the version that reads and writes balance_available_cents and does not name bal_avail any
-- more. The old version may run as long as it takes.
-- migrator: requires-backfill=rename_wallets_bal_avail

-- wallets_balance_available_cents_filled is proved, so no row is looked at
ALTER TABLE public.wallets ALTER COLUMN balance_available_cents SET NOT NULL;
