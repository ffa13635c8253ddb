-- Takes back the demo data as long as nobody built upon it; else it fails on a foreign key, and nothing happens.
DELETE FROM funding_coverages USING deals
WHERE deals.id = funding_coverages.deal_id AND deals.reference = 'HARBOUR-2026-001';

DELETE FROM deals WHERE reference = 'HARBOUR-2026-001';

DELETE FROM wallets USING portfolios
WHERE portfolios.id = wallets.portfolio_id AND portfolios.name IN ('Harbour', 'Meadow')
    AND wallets.name IN ('Operating', 'Reserve');

DELETE FROM portfolios WHERE name IN ('Harbour', 'Meadow');
