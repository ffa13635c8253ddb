-- Takes back: rename wallets bal avail switch

ALTER TABLE public.wallets ALTER COLUMN balance_available_cents DROP NOT NULL;
