-- rename wallets bal avail contract

-- Step 4 of 4 of renaming public.wallets.bal_avail to balance_available_cents: contract.
-- Takes bal_avail away, with all that kept it in step. The table is locked for an instant only.
-- Application: no version may run any more that needs bal_avail as it was, on no replica and in no job or report.
-- Approve this only then.
-- (The line requires-approval was here until the last release was shut down that knew bal_avail.)
-- migrator: requires-backfill=rename_wallets_bal_avail
-- migrator: rollback="locks public.wallets while the values go back to bal_avail"

DROP TRIGGER wallets_sync_balance_available_cents ON public.wallets;
DROP FUNCTION public.wallets_sync_balance_available_cents();
ALTER TABLE public.wallets DROP CONSTRAINT wallets_balance_available_cents_filled;
ALTER TABLE public.wallets DROP COLUMN bal_avail;
