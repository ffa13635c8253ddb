CREATE TABLE holds (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    wallet_id bigint NOT NULL REFERENCES wallets,
    cents bigint NOT NULL CHECK (cents > 0)
);
