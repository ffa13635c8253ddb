-- The first schema. One transaction: either all of it is there afterwards, or nothing.

CREATE TABLE portfolios (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text NOT NULL CONSTRAINT portfolios_name_unique UNIQUE,
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE wallets (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    portfolio_id  bigint NOT NULL REFERENCES portfolios,
    name          text NOT NULL,
    currency      text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    balance       numeric(19, 2) NOT NULL DEFAULT 0 CHECK (balance >= 0),
    bal_avail     bigint NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT wallets_name_unique UNIQUE (portfolio_id, name)
);

CREATE TABLE deals (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    portfolio_id    bigint NOT NULL REFERENCES portfolios,
    reference       text NOT NULL CONSTRAINT deals_reference_unique UNIQUE,
    currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    funding_target  numeric(19, 2) NOT NULL CHECK (funding_target > 0),
    created_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX deals_portfolio_idx ON deals (portfolio_id);

-- Which wallet pays which part of a deal.
CREATE TABLE funding_coverages (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    deal_id     bigint NOT NULL REFERENCES deals,
    wallet_id   bigint NOT NULL REFERENCES wallets,
    amount      numeric(19, 2) NOT NULL CHECK (amount > 0),
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX funding_coverages_deal_idx ON funding_coverages (deal_id);
CREATE INDEX funding_coverages_wallet_idx ON funding_coverages (wallet_id);
