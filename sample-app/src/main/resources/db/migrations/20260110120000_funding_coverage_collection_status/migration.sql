-- How far the collection of a coverage has come. Additive: what ran before knows nothing of it and goes on.
-- A column with a constant default is added without rewriting the table, and rows that are there read the default.
-- migrator: why="Operators could not see which coverages were still to be collected"

CREATE TYPE collection_status AS ENUM ('pending', 'requested', 'collected', 'failed');

ALTER TABLE funding_coverages
    ADD COLUMN collection_status collection_status NOT NULL DEFAULT 'pending',
    ADD COLUMN collected_at timestamptz;

-- A plain index, in the same transaction: the table is small, and blocked for writes while the index is built.
-- For a big table see 20260125083000_wallet_holds_open_index.
CREATE INDEX funding_coverages_open_idx ON funding_coverages (collection_status, created_at)
    WHERE collection_status <> 'collected';
