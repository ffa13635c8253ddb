-- Something to look at. Runs where an environment (by default: a Spring profile) is called demo, and nowhere else.
-- Idempotent: what is there already stays as it is.
-- migrator: environments=demo

INSERT INTO portfolios (name) VALUES ('Harbour'), ('Meadow') ON CONFLICT DO NOTHING;

-- COPY with its data in the script, as pg_dump writes it: one column per tab.
CREATE TEMPORARY TABLE demo_wallets (portfolio text, name text, currency text, balance numeric) ON COMMIT DROP;

COPY demo_wallets (portfolio, name, currency, balance) FROM STDIN;
Harbour	Operating	EUR	250000.00
Harbour	Reserve	EUR	1000000.00
Meadow	Operating	USD	125000.00
\.

INSERT INTO wallets (portfolio_id, name, currency, balance, bal_avail)
SELECT portfolios.id, demo_wallets.name, demo_wallets.currency, demo_wallets.balance, demo_wallets.balance * 100
FROM demo_wallets JOIN portfolios ON portfolios.name = demo_wallets.portfolio
ON CONFLICT DO NOTHING;

INSERT INTO deals (portfolio_id, reference, currency, funding_target)
SELECT id, 'HARBOUR-2026-001', 'EUR', 400000.00 FROM portfolios WHERE name = 'Harbour'
ON CONFLICT DO NOTHING;

INSERT INTO funding_coverages (deal_id, wallet_id, amount)
SELECT deals.id, wallets.id, 150000.00
FROM deals JOIN wallets ON wallets.portfolio_id = deals.portfolio_id AND wallets.name = 'Operating'
WHERE deals.reference = 'HARBOUR-2026-001'
    AND NOT EXISTS (SELECT FROM funding_coverages WHERE funding_coverages.deal_id = deals.id);
