CREATE TABLE wallets (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner text NOT NULL
);
COMMENT ON TABLE wallets IS 'what people own';
