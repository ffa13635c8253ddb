-- rename wallets bal avail expand

-- Step 1 of 4 of renaming public.wallets.bal_avail to balance_available_cents: expand.
-- Makes balance_available_cents and keeps it in step with bal_avail, whichever of them is written. No row is read
-- or written, and the table is locked for an instant only.
-- Application: nothing to do. Versions that know bal_avail only and versions that write balance_available_cents
-- only can run side by side from here on. Rows that nobody has written since have no balance_available_cents before
-- the backfill, so a version that reads it has to wait for that.

ALTER TABLE public.wallets ADD COLUMN balance_available_cents bigint;
ALTER TABLE public.wallets ALTER COLUMN balance_available_cents SET DEFAULT 0;

CREATE FUNCTION public.wallets_sync_balance_available_cents() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        -- the version that wrote is the one whose column is not as it is by default
        IF NEW.balance_available_cents IS NOT DISTINCT FROM 0 THEN
            NEW.balance_available_cents := NEW.bal_avail;
        ELSE
            NEW.bal_avail := NEW.balance_available_cents;
        END IF;
    ELSIF NEW.balance_available_cents IS DISTINCT FROM OLD.balance_available_cents THEN
        -- written by the new version
        NEW.bal_avail := NEW.balance_available_cents;
    ELSE
        -- written by the old version, or not filled yet
        NEW.balance_available_cents := NEW.bal_avail;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER wallets_sync_balance_available_cents BEFORE INSERT OR UPDATE ON public.wallets
    FOR EACH ROW EXECUTE FUNCTION public.wallets_sync_balance_available_cents();

-- holds for every row that is written from now on; the backfill proves it of the others
ALTER TABLE public.wallets ADD CONSTRAINT wallets_balance_available_cents_filled
    CHECK (balance_available_cents IS NOT NULL) NOT VALID;
