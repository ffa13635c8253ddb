-- Back to constraints that were never checked against the old rows.
ALTER TABLE wallets
    DROP CONSTRAINT wallets_minimum_balance_check,
    ADD CONSTRAINT wallets_minimum_balance_check CHECK (minimum_balance >= 0) NOT VALID;

ALTER TABLE funding_coverages
    DROP CONSTRAINT funding_coverages_wallet_hold_fk,
    ADD CONSTRAINT funding_coverages_wallet_hold_fk FOREIGN KEY (wallet_hold_id) REFERENCES wallet_holds NOT VALID;
