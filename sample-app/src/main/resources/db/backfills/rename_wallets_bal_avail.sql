-- Step 2 of 4 of renaming public.wallets.bal_avail to balance_available_cents: backfill.
-- Fills balance_available_cents in the rows that nobody has written since.
-- Application: nothing to do. All columns are in step in every row when this is completed.
-- migrator: after=20260215090000_rename_wallets_bal_avail_expand
-- migrator: verify=SELECT id FROM public.wallets WHERE balance_available_cents IS DISTINCT FROM bal_avail
-- migrator: validate=wallets_balance_available_cents_filled

UPDATE public.wallets
SET balance_available_cents = bal_avail
WHERE balance_available_cents IS DISTINCT FROM bal_avail;
