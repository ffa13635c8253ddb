-- Takes back: rename wallets bal avail contract

-- Written by hand, for a table as small as this one, which is locked while every row gets its old column back.

ALTER TABLE public.wallets ADD COLUMN bal_avail bigint NOT NULL DEFAULT 0;

UPDATE public.wallets SET bal_avail = balance_available_cents;

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

ALTER TABLE public.wallets ADD CONSTRAINT wallets_balance_available_cents_filled
    CHECK (balance_available_cents IS NOT NULL);
