CREATE TYPE wallet_state AS ENUM ('open', 'frozen');

CREATE TABLE wallets (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner text NOT NULL,
    state wallet_state NOT NULL DEFAULT 'open'
);
