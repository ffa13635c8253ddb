-- A coverage that is being collected points to the hold on its wallet.
-- NOT VALID checks new rows from now on and leaves the old ones alone: both tables are locked for an instant only.
-- The next migration checks the old rows, in a transaction of its own that blocks nobody.

ALTER TABLE funding_coverages ADD COLUMN wallet_hold_id bigint;

ALTER TABLE funding_coverages
    ADD CONSTRAINT funding_coverages_wallet_hold_fk FOREIGN KEY (wallet_hold_id) REFERENCES wallet_holds NOT VALID;

ALTER TABLE wallets ADD CONSTRAINT wallets_minimum_balance_check CHECK (minimum_balance >= 0) NOT VALID;
