-- Must return no row.
SELECT conname FROM pg_constraint
WHERE conname IN ('funding_coverages_wallet_hold_fk', 'wallets_minimum_balance_check') AND NOT convalidated;
