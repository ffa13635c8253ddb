-- Money in a wallet that is promised: it still counts as balance, but cannot be promised again.

CREATE TYPE hold_status AS ENUM ('open', 'released', 'captured');

CREATE TABLE wallet_holds (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    wallet_id   bigint NOT NULL REFERENCES wallets,
    amount      numeric(19, 2) NOT NULL CHECK (amount > 0),
    reason      text NOT NULL,
    status      hold_status NOT NULL DEFAULT 'open',
    created_at  timestamptz NOT NULL DEFAULT now(),
    closed_at   timestamptz,
    CONSTRAINT wallet_holds_closed_check CHECK ((status = 'open') = (closed_at IS NULL))
);
