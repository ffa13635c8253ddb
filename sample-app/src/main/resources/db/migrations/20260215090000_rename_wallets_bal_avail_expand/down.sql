-- Takes back: rename wallets bal avail expand

DROP TRIGGER wallets_sync_balance_available_cents ON public.wallets;
DROP FUNCTION public.wallets_sync_balance_available_cents();
ALTER TABLE public.wallets DROP COLUMN balance_available_cents;
